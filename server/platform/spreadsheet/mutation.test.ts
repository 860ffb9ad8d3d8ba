import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decodeRows, FRAME } from './frames.ts';
import { withLimits } from './limits.ts';
import { SheetRefused } from './refusal.ts';
import { inlineRows, readAll, workbookParts, zipped } from './testing.ts';
import { parseXlsx } from './xlsx.ts';

/** A small generator with a fixed seed, so that a failure can be repeated. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

function mutate(original: Uint8Array, roll: (below: number) => number): Buffer {
  const bytes = Buffer.from(original);
  for (let i = 0; i <= roll(12); i += 1) {
    const at = roll(bytes.length);
    switch (roll(4)) {
      case 0:
        bytes[at] = roll(256);
        break;
      case 1:
        bytes.copyWithin(at, roll(bytes.length), roll(bytes.length));
        break;
      case 2:
        bytes.fill(roll(256), at, at + roll(40));
        break;
      default:
        bytes.writeUInt8(bytes[at]! ^ (1 << roll(8)), at);
    }
  }
  return roll(6) === 0 ? bytes.subarray(0, roll(bytes.length) + 1) : bytes;
}

const fixtures = ['exceljs.xlsx', 'handmade.xlsx', 'libreoffice.xlsx'].map((name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url)),
);

async function readsOrRefuses(bytes: Buffer): Promise<'read' | 'refused'> {
  let rows = 0;
  const limits = withLimits({ maxInflatedBytes: 32 * 1024 * 1024 });
  try {
    const end = await parseXlsx(bytes, limits, {
      meta: () => undefined,
      frame: (kind, pieces) => {
        if (kind === FRAME.rows) rows += decodeRows(Buffer.concat(pieces)).length;
      },
    });
    assert.equal(end.rows, rows);
    return 'read';
  } catch (error) {
    // The parser process turns a range error of a broken directory into “damaged”.
    assert.ok(error instanceof SheetRefused || error instanceof RangeError, String(error));
    return 'refused';
  }
}

test('300 damaged workbooks are read or refused, never a crash or a hang', async () => {
  const roll = dice(20_250_901);
  const outcomes = { read: 0, refused: 0 };
  for (let i = 0; i < 300; i += 1) {
    outcomes[await readsOrRefuses(mutate(fixtures[i % 3]!, roll))] += 1;
  }
  assert.equal(outcomes.read + outcomes.refused, 300);
});

test('300 workbooks with damaged XML are read or refused', async () => {
  const roll = dice(7);
  const parts = workbookParts(
    inlineRows([
      ['名称', '代码'],
      ['甲', '1'],
    ]),
  );
  const names = Object.keys(parts);
  for (let i = 0; i < 300; i += 1) {
    const name = names[roll(names.length)]!;
    const damaged = mutate(Buffer.from(parts[name]!), roll);
    await readsOrRefuses(Buffer.from(zipped({ ...parts, [name]: damaged })));
  }
});

test('damaged files of every kind pass through the parser process the same way', async () => {
  const roll = dice(42);
  const text = iconv.encode('名称,代码\n王益区,"1"\n'.repeat(50), 'gb18030');
  for (const original of [
    ...fixtures,
    text,
    text,
    Buffer.from('名称,"1"\n'.repeat(50)),
    ...fixtures,
  ]) {
    try {
      const { rows } = await readAll(mutate(original, roll));
      assert.ok(rows.length >= 0);
    } catch (error) {
      assert.ok(error instanceof SheetRefused, String(error));
    }
  }
});
