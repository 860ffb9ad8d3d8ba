import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { createLog } from './log.ts';
import { openJobs, type JobDefinition, type Jobs } from './jobs.ts';

let db: TestDatabase;
let jobs: Jobs;
const lines: string[] = [];
const log = createLog(
  'trace',
  new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString('utf8'));
      done();
    },
  }),
);
before(async () => {
  db = await newTestDatabase();
  jobs = await openJobs(db.raw, log);
});
after(async () => {
  await jobs.stop();
  await db.drop();
});

/** Fails as a real one would: the database quotes the row that did not fit. */
const quoting: JobDefinition = {
  queue: 'publication.publish',
  run: async () => {
    await db.raw.query(
      `insert into portal.item (subject_id, record_id, title) values (gen_random_uuid(), gen_random_uuid(), '翠鸟擅自营业')`,
    );
  },
};

const enqueue = () =>
  db.app.transaction().execute((tx) => jobs.enqueue(tx, quoting.queue, { batchId: 'x' }));

async function outputs(): Promise<string[]> {
  const { rows } = await db.raw.query<{ output: string }>(
    `select output::text as output from pgboss.job where output is not null`,
  );
  return rows.map(({ output }) => output);
}

test('K8 neither log nor queue keeps what a failed job quotes, only what failed and where', async () => {
  await enqueue();
  await assert.rejects(jobs.drain([quoting]), { code: '23502' });
  await enqueue();
  await jobs.start([quoting]);
  for (let tries = 0; (await outputs()).length < 2 && tries < 200; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  const kept = await outputs();
  assert.equal(kept.length, 2);
  for (const text of [...kept, ...lines]) assert.doesNotMatch(text, /翠鸟/);
  for (const text of [...kept, lines.join('')]) assert.match(text, /23502.*jobs\.db\.test\.ts/s);
});

test('what ends on a day is also looked for at each start, for machines that are off at night', async () => {
  const runs: Date[] = [];
  const daily: JobDefinition = {
    queue: 'records.erase',
    cron: '10 3 * * *',
    atStart: true,
    run: async () => void runs.push(new Date()),
  };
  await jobs.start([daily]);
  for (let tries = 0; runs.length === 0 && tries < 200; tries += 1)
    await new Promise((done) => setTimeout(done, 50));
  assert.equal(runs.length, 1);
});
