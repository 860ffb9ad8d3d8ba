import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  company,
  codeOf,
  numberOf,
  person,
  registration,
  rowAbout,
} from '../../test/rights/rows.ts';
import { newStage, send, type Stage } from '../../test/rights/stage.ts';
import { openPools } from '../platform/db.ts';
import { healthOf } from './health.ts';
import { gauges } from './gauges.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

const firm = company(931, '王益区鹈鹕商贸有限公司');
const someone = person(932, '欧阳鹈鹕');
const FILE = '鹈鹕处罚名单.csv';

async function journey(): Promise<void> {
  await send(stage, 'REG_BASIC', [registration(firm)], { fileName: FILE });
  const bad = { CF_JDRQ: '2026/02/30', CF_SY: `举报人${someone.name}${numberOf(someone)}` };
  await send(
    stage,
    'ADMIN_PENALTY',
    [rowAbout('ADMIN_PENALTY', firm), rowAbout('ADMIN_PENALTY', someone, bad)],
    { fileName: FILE },
  );
  await stage.call(`/public/search?q=${encodeURIComponent(firm.name)}`);
  await stage.call(`/public/subjects/${codeOf(firm)}`);
  await stage.app.inject(`/subjects/${codeOf(firm)}?name=${encodeURIComponent(someone.name)}`);
  const as = await stage.signIn('shichangjianguan');
  await stage.call('/batches', { as, purpose: `查${someone.name}` });
  await stage.call('/session', {
    method: 'POST',
    payload: { account: someone.name, password: 'x' },
  });
}

const metrics = (options: { remoteAddress?: string; headers?: Record<string, string> } = {}) =>
  stage.app.inject({ url: '/metrics', ...options });

test('neither the log nor the metrics of a whole run hold a name, a code, a number or a file name', async () => {
  await journey();
  await healthOf(stage.ctx);
  const { statusCode, body } = await metrics();
  assert.equal(statusCode, 200);
  const log = stage.log.join('');
  assert.ok(stage.log.length > 5 && log.includes('"route":'));
  const secrets = ['鹈鹕', encodeURIComponent('鹈鹕'), codeOf(firm), numberOf(someone), '名单'];
  for (const secret of secrets) {
    assert.ok(!log.includes(secret), `log: ${secret}`);
    assert.ok(!body.includes(secret), `metrics: ${secret}`);
  }
  // Nor any other code of organisation or person, whoever it belongs to.
  const anyCode = /(?<![\dA-Za-z])(?:[159]\d{7}[\dA-Z]{9}[\dA-Z]|\d{17}[\dX])(?![\dA-Za-z])/;
  assert.doesNotMatch(log, anyCode);
  assert.doesNotMatch(body, anyCode);
  assert.doesNotMatch(body, /account|shichangjianguan|organisation=/);
});

test('metrics tell requests, times, jobs, batches, ledger, pools and memory in the text of Prometheus', async () => {
  const { body, headers } = await metrics();
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/);
  for (const line of body.trim().split('\n'))
    assert.match(line, /^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"\n]*",?)+\})? -?[\d.e+-]+)$/);
  const value = (sample: string): number => {
    const line = body.split('\n').find((one) => one.startsWith(`${sample} `));
    assert.ok(line, sample);
    return Number(line.slice(sample.length));
  };
  assert.equal(value('xinyong_requests_total{method="GET",route="/metrics",status="200"}'), 1);
  assert.ok(value('xinyong_request_seconds_count{route="/api/v1/batches"}') >= 1);
  assert.equal(
    value('xinyong_request_seconds_bucket{route="/metrics",le="+Inf"}'),
    value('xinyong_request_seconds_count{route="/metrics"}'),
  );
  assert.equal(value('xinyong_batches{state="DONE"}'), 2);
  assert.ok(value('xinyong_ledger_unsequenced') > 0);
  assert.ok(value('xinyong_process_memory_bytes{kind="resident"}') > 1e6);
  assert.ok(body.includes('xinyong_jobs{queue="intake.process",state="created"}'));
  assert.ok(body.includes('xinyong_pool_connections{role="app",state="idle"}'));
  assert.equal(value('xinyong_database_up'), 1);
});

test('who is elsewhere, comes through a proxy or has no token is refused the metrics in words', async (t) => {
  const code = async (options: Parameters<typeof metrics>[0]): Promise<string | number> => {
    const answer = await metrics(options);
    return answer.statusCode === 200 ? 200 : answer.json<{ code: string }>().code;
  };
  t.after(() => {
    delete process.env['XINYONG_METRICS_TOKEN'];
    delete process.env['XINYONG_TRUSTED_PROXY'];
  });
  assert.equal(await code({ remoteAddress: '192.0.2.7' }), 'METRICS_REFUSED');
  assert.equal(await code({ remoteAddress: '::ffff:127.0.0.1' }), 200);
  process.env['XINYONG_TRUSTED_PROXY'] = '127.0.0.1';
  assert.equal(await code({}), 'METRICS_REFUSED');
  process.env['XINYONG_METRICS_TOKEN'] = 'made-up-token';
  assert.equal(await code({}), 'METRICS_REFUSED');
  assert.equal(await code({ headers: { authorization: 'Bearer wrong' } }), 'METRICS_REFUSED');
  assert.equal(
    await code({ remoteAddress: '192.0.2.7', headers: { authorization: 'Bearer made-up-token' } }),
    200,
  );
});

test('health says in two sentences what is wrong and what to do', async () => {
  const { ctx, clock } = stage;
  // The database of tests trades durability for speed; nobody else's may.
  const codes = (await healthOf(ctx)).reasons.map(({ code }) => code);
  assert.deepEqual(codes, ['DATABASE_NOT_DURABLE']);
  const late = { ...ctx, clock: { ...clock, now: () => new Date(Date.now() + 660_000) } };
  const gone = openPools(() => ({
    host: '/nonexistent',
    port: 1,
    database: 'none',
    user: 'none',
    password: '',
  }));
  const [waiting, away] = await Promise.all([healthOf(late), healthOf({ ...ctx, db: gone })]);
  await gone.close();
  assert.deepEqual(
    [waiting.ready, waiting.reasons.map(({ code }) => code)],
    [true, ['DATABASE_NOT_DURABLE', 'LEDGER_WAITS']],
  );
  assert.deepEqual([away.ready, away.reasons.map(({ code }) => code)], [false, ['DATABASE_AWAY']]);
  for (const { zh, en } of [...waiting.reasons, ...away.reasons]) {
    assert.equal(zh.match(/。/g)?.length, 2, zh);
    assert.equal(en.match(/[.](?= |$)/g)?.length, 2, en);
  }
});

test('metrics without a database say so and go on', async () => {
  const gone = openPools(() => ({
    host: '/nonexistent',
    port: 1,
    database: 'none',
    user: 'none',
    password: '',
  }));
  const found = await gauges({ ...stage.ctx, db: gone });
  await gone.close();
  assert.equal(found.find(({ name }) => name === 'xinyong_database_up')?.samples[0]?.value, 0);
  assert.ok(found.some(({ name }) => name === 'xinyong_process_memory_bytes'));
});
