import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testContext } from '../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../test/database.ts';
import { compareWithSown } from '../test/sown.ts';
import { wholeDistrictPlan, type DistrictPlan } from '../tools/generate-district/index.ts';
import type { Context } from './context.ts';
import { loadDistrict, type LoadedFile } from './demonstration.ts';
import { loadAccounts } from './modules/access/index.ts';

/** Two in a hundred of the whole district. */
const SIZE = { seed: 7, subjects: 360, records: 2160 };
const RECORDS = 'select count(*)::int as count from credit.record_fact';

let db: TestDatabase;
let ctx: Context;
let folder: string;
let cutOff: LoadedFile[];
let files: LoadedFile[];
const said: string[] = [];

before(async () => {
  db = await newTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'xinyong-district-'));
  const base = await testContext(db, { demonstration: 'district' });
  ctx = { ...base, config: { ...base.config, dataFolder: folder } };
  await loadAccounts(ctx);
  // Cut off after its first files, and gone on with.
  const { portions } = wholeDistrictPlan(ctx.policy);
  cutOff = await load(portions.slice(0, 2));
  files = await load(portions);
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

function load(portions: DistrictPlan['portions']): Promise<LoadedFile[]> {
  const plan = { ...wholeDistrictPlan(ctx.policy), portions };
  return loadDistrict(ctx, { ...SIZE, today: ctx.clock.today(), plan }, (line) => said.push(line));
}

async function count(query: string): Promise<number> {
  const client = await db.superuser();
  try {
    const { rows } = await client.query<{ count: number }>(query);
    return rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}

test('the judge finds every cell that was sown and none else, and every file ends as expected', async () => {
  const client = await db.superuser();
  try {
    const { problems, ...sum } = await compareWithSown(client, ctx.policy, files);
    assert.deepEqual(problems.slice(0, 20), []);
    assert.equal(sum.cellsFound, sum.cellsExpected);
    assert.equal(sum.held, sum.heldExpected);
    assert.ok(sum.cellsExpected > 15);
  } finally {
    await client.end();
  }
});

test('all rows of all departments were sent, and their acts are in the ledger', async () => {
  assert.equal(
    files.reduce((sum, file) => sum + file.rows, 0),
    SIZE.records,
  );
  const departments = ctx.policy.organisations.organisations.filter(
    ({ kind }) => kind === 'DEPARTMENT',
  );
  const senders = new Set(files.map(({ organisation }) => organisation));
  assert.deepEqual(
    departments.map(({ code }) => code).filter((code) => !senders.has(code)),
    [],
  );
  assert.equal(await count('select count(*)::int as count from ledger.pending'), 0);
  assert.equal(
    await count('select count(*)::int as count from ledger.entry'),
    await count('select count(*)::int as count from ledger.leaf'),
  );
});

test('progress is told in words with what is left', () => {
  assert.match(said.at(-1) ?? '', /已装入 2,160 \/ 2,160 条（100%），用时 \d+ 秒/);
});

test('a load that was cut off goes on with the batches it had', async () => {
  const later = new Map(files.map(({ file, batchId }) => [file, batchId]));
  assert.ok(cutOff.length > 5 && cutOff.length < files.length);
  for (const { file, batchId } of cutOff) assert.equal(later.get(file), batchId);
  const begun = await count(RECORDS);
  const again = await load(wholeDistrictPlan(ctx.policy).portions.slice(0, 2));
  assert.equal(again.length, cutOff.length);
  assert.equal(await count(RECORDS), begun);
});
