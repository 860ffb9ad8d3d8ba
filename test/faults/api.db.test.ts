import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newStage, type Stage } from '../rights/stage.ts';
import { runCalls, undocumented } from './api-calls.ts';

/** What generated calls hardly ever do right, and must be answered with success all the same. */
const RARE = [
  'post /api/v1/enrolment',
  'post /api/v1/enrolment/confirmation',
  'post /api/v1/public/reports/file',
  'post /api/v1/public/reports/file-verification',
  'post /api/v1/reports/{number}/correction',
  'post /api/v1/ledger/cosignatures',
  'post /api/v1/ledger/set-backs/{setBackId}/acknowledgement',
  'post /api/v1/classification/{recordId}',
  'post /api/v1/quarantine/{batchId}/{rowNumber}',
  'post /api/v1/subject-doubts/{recordId}',
];
let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

test('every route is in the API document', () => {
  assert.deepEqual(undocumented(stage), []);
});

test('2,000 generated calls: no fault of ours, every answer is declared and fits', async () => {
  const result = await runCalls({ calls: 2000, seed: 20_260_402 });
  assert.deepEqual(result.faults, []);
  assert.ok(result.succeeded > result.operations / 2, result.neverSucceeded.join('\n'));
  for (const rare of RARE) assert.ok(!result.neverSucceeded.includes(rare), rare);
});
