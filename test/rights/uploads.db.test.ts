import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  batchDetail,
  correctRow,
  expireUploads,
  intakeJobs,
  listBatches,
  listRows,
} from '../../server/modules/intake/index.ts';
import type { Actor } from '../../server/platform/actor.ts';
import { newActor } from '../build.ts';
import { testPolicy } from '../context.ts';
import { company, numberOf, person, rowAbout } from './rows.ts';
import { asSystem, newStage, send, senderOf, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

const centre = newActor('CENTRE_APPROVER', 'XYZX');
const secretPerson = person(871, '夏侯锦鸡');
const secretAddress = '家住黄堡镇雉鸡村三组';

test('K8: uploads, rows, findings and drafts rest sealed: nothing of them stands in any table', async () => {
  const bad = rowAbout('ADMIN_PENALTY', secretPerson, {
    CF_JDRQ: '2026/02/30',
    CF_SY: `举报人夏侯锦鸡，${secretAddress}`,
  });
  const held = rowAbout('ADMIN_PENALTY', company(872), {
    BZ: `经办人电话13912345678，${secretAddress}`,
    CF_WSH: '示例CF〔2026〕8号',
  });
  const words = [
    '锦鸡检举名单', // of the file name
    '白鹇一栏', // of a header
  ];
  const numbers = [numberOf(person(873, '金雕')), '13712345678'];
  const column = `${words[1]}${numbers[0]}`;
  const sent = await send(stage, 'ADMIN_PENALTY', [bad, { ...held, [column]: 'x' }], {
    fileName: `${words[0]}${numbers.join('与')}.csv`,
  });
  const { counts, fileName, headerFindings } = sent.batch;
  assert.ok(fileName.startsWith(words[0] ?? '?') && fileName.endsWith('137****5678.csv'), fileName);
  assert.ok(JSON.stringify(headerFindings).includes(words[1] ?? '?'));
  const said = JSON.stringify(sent.batch);
  assert.deepEqual(
    numbers.filter((number) => said.includes(number)),
    [],
  );
  assert.deepEqual([counts.new, counts.rejected, counts.quarantined], [0, 1, 1]);
  const clerk = senderOf('ADMIN_PENALTY');
  const draft = { batchId: sent.batchId, rowNumber: 2, values: { CF_SY: '锦鸡草稿未完' } };
  assert.equal((await correctRow(stage.ctx, clerk, draft)).state, 'REJECTED');
  const secrets = [
    ...words,
    ...numbers,
    secretPerson.name,
    numberOf(secretPerson),
    secretAddress,
    '13912345678',
    '锦鸡草稿未完',
    '2026/02/30',
  ];
  assert.deepEqual(tracesOf(await contentOf(stage.db), secrets), []);
  const log = new Map([['log', stage.log.join('')]]);
  assert.deepEqual(tracesOf(log, secrets), []);
});

test('K8: whoever reads waiting rows sees citizen numbers masked only', async () => {
  const clerk = senderOf('ADMIN_PENALTY');
  const { rows } = await stage.db.superuser().then(async (superuser) => {
    const found = await superuser.query<{ batch_id: string }>(
      `select distinct batch_id from credit.batch_row where state = 'REJECTED'`,
    );
    await superuser.end();
    return found;
  });
  assert.ok(rows.length > 0);
  for (const { batch_id: batchId } of rows) {
    const shown = JSON.stringify(await listRows(stage.ctx, clerk, '改正错误', batchId));
    assert.ok(shown.includes('610*************'), shown.slice(0, 300));
    assert.ok(!shown.includes(numberOf(secretPerson)));
  }
});

test('K8: the name of a file and the words of its header are for the own department and the centre', async () => {
  const batches = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('batch').select(['batch_id', 'refusal_code']).execute(),
  );
  const says = async (actor: Actor) => {
    const all = await Promise.all(
      batches.map((one) => batchDetail(stage.ctx, actor, one.batch_id)),
    );
    return JSON.stringify([all, await listBatches(stage.ctx, actor)]);
  };
  const words = ['锦鸡检举名单', '白鹇一栏'];
  for (const actor of [senderOf('ADMIN_PENALTY'), centre]) {
    const said = await says(actor);
    for (const word of words) assert.ok(said.includes(word), word);
  }
  const audited = await says(newActor('AUDITOR', 'SJJ'));
  assert.deepEqual(
    words.filter((word) => audited.includes(word)),
    [],
  );
  assert.ok(audited.includes('"fileName":"报送文件.csv"'));
});

test('K8: uploads, rows and findings are gone after the days policy gives, the receipt stays', async () => {
  const period = testPolicy.deadlines.deadlines.find((entry) => entry.id === 'UPLOAD_RETENTION');
  assert.deepEqual([period?.value, period?.unit], [30, 'DAY']);
  const left = async () => {
    const superuser = await stage.db.superuser();
    const { rows } = await superuser.query<{ files: number; chunks: number; rows: number }>(
      `select (select count(*) from credit.batch_file)::int as files, (select count(*) from credit.batch_chunk)::int as chunks,
         (select count(*) from credit.batch_row)::int as rows`,
    );
    await superuser.end();
    return rows[0];
  };
  await send(stage, 'ADMIN_PENALTY', [rowAbout('ADMIN_PENALTY', company(877))]);
  const before = await left();
  assert.ok(before && before.files > 0 && before.chunks > 0 && before.rows > 0);
  stage.clock.advance(29 * 86_400);
  await expireUploads(stage.ctx);
  assert.deepEqual(await left(), before);
  stage.clock.advance(86_400);
  const job = intakeJobs(stage.ctx).find(({ queue }) => queue === 'intake.expire');
  assert.ok(job?.cron);
  await job.run({}, new AbortController().signal);
  assert.deepEqual(await left(), { files: 0, chunks: 0, rows: 0 });
  const batches = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('batch').select('receipt_number').execute(),
  );
  assert.ok(batches.length >= 2);
  const listed = await listBatches(stage.ctx, centre);
  const names = new Set(listed.items.map((one) => one.fileName));
  assert.deepEqual([...names], ['报送文件.csv']);
  const superuser = await stage.db.superuser();
  const { rows: words } = await superuser.query(
    'select from credit.batch where file_name is not null or sheet_text is not null',
  );
  await superuser.end();
  assert.equal(words.length, 0);
});
