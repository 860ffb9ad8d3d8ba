import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { penaltyCells } from '../../../../test/build.ts';
import { testPolicy } from '../../../../test/context.ts';
import type { Context } from '../../../context.ts';
import { parseSheet } from '../../../platform/spreadsheet/index.ts';
import { numbered, sheetOf } from '../testing.ts';
import { judgedPieces, type ReadingTask, type Told } from './pieces.ts';
import { piecesFromThread } from './thread.ts';

const ROWS = 2_500;
const ctx = { policy: testPolicy, log: { error: assert.fail } } as unknown as Context;
const rows = numbered(penaltyCells(), ROWS);
const bytes = sheetOf(rows.map((row, index) => (index % 100 === 7 ? { ...row, CF_WSH: '' } : row)));

function taskOf(sheet: Buffer): ReadingTask {
  return {
    classCode: 'ADMIN_PENALTY',
    judgedOn: '2026-03-02',
    sender: 'SCJG',
    fileDigest: createHash('sha256').update(sheet).digest('hex'),
    fileName: '报送文件.csv',
    demonstration: true,
  };
}

const here = (sheet: Buffer): AsyncGenerator<Told> =>
  judgedPieces(testPolicy, taskOf(sheet), sheet);
const inThread = (sheet: Buffer, signal?: AbortSignal): AsyncGenerator<Told> =>
  piecesFromThread(ctx, taskOf(sheet), () => parseSheet(sheet, signal ? { signal } : {}));

async function allOf(told: AsyncIterable<Told>): Promise<Told[]> {
  const all: Told[] = [];
  for await (const one of told) all.push(one);
  return all;
}

test('the thread tells of every row and total what is told without one', async () => {
  const told = await allOf(inThread(bytes));
  assert.deepEqual(told, await allOf(here(bytes)));
  const last = told.at(-1);
  assert.ok(last && 'totals' in last);
  assert.deepEqual([last.totals.rows, last.totals.rejected], [ROWS, ROWS / 100]);
});

test('a file that is refused is refused in the same words', async () => {
  const otherHeader = Buffer.from('名称,电话\r\n某某,1\r\n');
  const noWorkbook = Buffer.from('PK\u0003\u0004 not a workbook');
  for (const sheet of [otherHeader, noWorkbook]) {
    const told = await allOf(inThread(sheet));
    assert.deepEqual(told, await allOf(here(sheet)));
    assert.ok('refusal' in (told.at(-1) ?? {}));
  }
});

test('two sheets at once are read one after the other, and one given up lets the next begin', async () => {
  const first = inThread(bytes);
  const second = inThread(bytes);
  await first.next();
  const waiting = second.next();
  await first.return(undefined);
  const { value } = await waiting;
  assert.ok(value && 'piece' in value);
  await second.return(undefined);
});

test('what goes wrong before the first row is thrown as it was', async () => {
  const stopped = AbortSignal.abort(new Error('the program stops'));
  await assert.rejects(inThread(bytes, stopped).next(), { message: 'the program stops' });
  // The next one is not held up by it.
  const after = inThread(bytes);
  assert.ok((await after.next()).value);
  await after.return(undefined);
});
