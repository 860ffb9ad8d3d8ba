import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testContext } from '../test/context.ts';
import { newTestDatabase } from '../test/database.ts';
import { allJobs } from './all-jobs.ts';
import { queues } from './queues.ts';

test('every job has its queue, made when the database is', async () => {
  const db = await newTestDatabase();
  const ctx = await testContext(db);
  const known = new Set<string>(queues);
  assert.deepEqual(
    allJobs(ctx).filter(({ queue }) => !known.has(queue)),
    [],
  );
  await ctx.jobs.stop();
  await db.drop();
});
