import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { after, test } from 'node:test';
import { tarOf, untar } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-tar-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function newTarget(name: string): string {
  const target = join(folder, name);
  mkdirSync(target);
  return target;
}

test('what was packed comes out again, however busy the machine is when the last byte is written', async () => {
  writeFileSync(join(folder, 'a.txt'), '公示信息'.repeat(50_000));
  const copies = Array.from({ length: 24 }, (_none, i) => newTarget(`copy-${i}`));
  await Promise.all(
    copies.map((copy) =>
      pipeline(tarOf([{ folder, names: ['a.txt'] }]), (plain: AsyncIterable<Buffer>) =>
        untar(plain, copy),
      ),
    ),
  );
  for (const copy of copies)
    assert.ok(readFileSync(join(copy, 'a.txt')).equals(readFileSync(join(folder, 'a.txt'))), copy);
});

test('an archive that is none, or ends in the middle, is a failure', async () => {
  const bytes = Buffer.concat(
    (await Readable.from(tarOf([{ folder, names: ['a.txt'] }])).toArray()) as Buffer[],
  );
  const half = newTarget('half');
  await assert.rejects(untar(pieces(bytes.subarray(0, 100_000)), half), /tar ended with 2/);
  await assert.rejects(untar(pieces(Buffer.alloc(300_000, 7)), half), /tar ended with 2/);
});

test('a source that fails is the failure that is said, and no program stays waiting', async () => {
  async function* failing(): AsyncGenerator<Buffer> {
    yield Buffer.alloc(512);
    throw new Error('changed');
  }
  await assert.rejects(untar(failing(), newTarget('failed')), /changed/);
});

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}

test('an archive is taken to its last byte, however much stands after the mark of its end', async () => {
  async function* padded(): AsyncGenerator<Buffer> {
    yield* tarOf([{ folder, names: ['a.txt'] }]);
    yield Buffer.alloc(1_048_576);
  }
  const target = newTarget('padded');
  await untar(padded(), target);
  assert.ok(readFileSync(join(target, 'a.txt')).equals(readFileSync(join(folder, 'a.txt'))));
});
