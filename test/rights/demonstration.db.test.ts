import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { jsonAnswer } from '../../server/cli/json-answer.ts';
import { assertSafeExposure } from '../../server/modules/access/index.ts';
import { templateSpec } from '../../server/modules/catalogue/index.ts';
import { allRoutes } from '../../server/routes.ts';
import { generateDistrict } from '../../tools/generate-district/index.ts';
import { testPolicy } from '../context.ts';
import { newStage, TODAY, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

const CLI = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const marked = (headers: Record<string, unknown>): string =>
  decodeURIComponent(String(headers['x-demonstration']));

test('K23: every answer of every route says that it is a demonstration, refusals too', async () => {
  for (const route of allRoutes(stage.ctx)) {
    const url = route.path.replace(/:\w+/g, 'none');
    const { headers, statusCode } = await stage.call(url, { method: route.method });
    assert.equal(marked(headers), '演示', `${route.method} ${route.path} ${statusCode}`);
  }
});

test('K23: so do unknown addresses, broken requests, the API document and the health checks', async () => {
  const json = { 'content-type': 'application/json' };
  const answers = await Promise.all([
    stage.call('/no/such/address'),
    stage.call('/session', { method: 'POST', headers: json, payload: '{"account":' }),
    stage.call('/openapi.json'),
    stage.app.inject('/healthz'),
    stage.app.inject('/readyz'),
    stage.app.inject('/no/such/page'),
  ]);
  for (const { headers, raw } of answers) assert.equal(marked(headers), '演示', raw.req.url);
});

test('K23: a real instance does not call itself a demonstration', async () => {
  const real = await newStage('none');
  try {
    const { headers } = await real.call('/public/overview');
    assert.equal(headers['x-demonstration'], undefined);
  } finally {
    await real.close();
  }
});

/** Codes of enterprises and households, and citizen numbers, wherever they stand in a text. */
function numbersIn(text: string): { codes: string[]; citizens: string[] } {
  const codes: string[] = text.match(/(?<![0-9A-Z])9[123]\d{6}[0-9A-Z]{10}(?![0-9A-Z])/g) ?? [];
  const citizens: string[] =
    text.match(/(?<![0-9A-Z])[1-8]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[0-9X](?![0-9A-Z])/g) ?? [];
  return { codes, citizens: citizens.filter((number) => !codes.includes(number)) };
}

/** The register of member organisations has made-up codes of its own, public utilities among them. */
const registered = new Set(
  testPolicy.organisations.organisations.map((organisation) => organisation.uscc),
);

function assertMadeUp(text: string, where: string): { codes: number; citizens: number } {
  const { codes, citizens } = numbersIn(text);
  for (const code of codes) {
    if (!registered.has(code)) assert.equal(code.slice(8, 12), 'MAXT', `${where}: ${code}`);
  }
  for (const number of citizens) assert.equal(number.slice(0, 6), '610298', `${where}: ${number}`);
  return { codes: codes.length, citizens: citizens.length };
}

test('K23: codes of the generated district have the body MAXT, citizen numbers the division 610298', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-rights-'));
  try {
    await generateDistrict({
      seed: 11,
      subjects: 80,
      records: 500,
      today: TODAY,
      outDir: folder,
      policy: testPolicy,
    });
    let codes = 0;
    let citizens = 0;
    for (const file of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, file));
      // Codes are ASCII: every encoding of a .csv reads them alike.
      const text = file.endsWith('.xlsx')
        ? Object.values(unzipSync(bytes))
            .map((part) => strFromU8(part))
            .join('\n')
        : bytes.toString('latin1');
      const found = assertMadeUp(text, file);
      codes += found.codes;
      citizens += found.citizens;
    }
    assert.ok(codes > 300 && citizens > 5, `${codes} codes, ${citizens} citizen numbers`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('K23: the example rows of all templates are made up', () => {
  let codes = 0;
  for (const { code } of testPolicy.catalogue.classes) {
    const { exampleRow } = templateSpec(testPolicy, code, TODAY);
    codes += assertMadeUp(exampleRow.join('\n'), code).codes;
  }
  assert.ok(codes > 25, String(codes));
});

test('K23: demonstration mode refuses every address but loopback, and every proxy', () => {
  for (const host of ['0.0.0.0', '::', '192.168.1.5', '10.0.0.1', 'xinyong.example']) {
    for (const demonstration of ['small', 'district'] as const) {
      assert.throws(() => assertSafeExposure({ host, demonstration }, {}), {
        code: 'EXPOSED_DEMONSTRATION',
      });
    }
  }
  const behind = { XINYONG_TRUSTED_PROXY: '127.0.0.1' };
  assert.throws(() => assertSafeExposure({ host: '127.0.0.1', demonstration: 'small' }, behind), {
    code: 'EXPOSED_DEMONSTRATION',
  });
  for (const host of ['127.0.0.1', '::1', 'localhost'])
    assertSafeExposure({ host, demonstration: 'small' }, {});
});

test('K23: the command line says it in every JSON it answers, as the API does', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-rights-'));
  const { XINYONG_TEST_CLUSTER: _cluster, ...environment } = process.env;
  const run = spawnSync(process.execPath, [CLI, 'search', '示例', '--json', '--data', folder], {
    env: environment,
    encoding: 'utf8',
    timeout: 120_000,
  });
  rmSync(folder, { recursive: true, force: true });
  assert.match(run.stdout, /"notice":"演示数据/, run.stderr);
  const real = { config: { ...stage.ctx.config, demonstration: 'none' as const } };
  assert.equal(jsonAnswer(real, { hits: [] }), '{"hits":[],"notice":null}');
});

test('K23: the program itself does not start when it would be exposed, and says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-rights-'));
  const { XINYONG_TEST_CLUSTER: _cluster, ...environment } = process.env;
  const run = spawnSync(process.execPath, [CLI, 'start', '--data', folder], {
    env: { ...environment, XINYONG_HOST: '0.0.0.0' },
    encoding: 'utf8',
    timeout: 30_000,
  });
  const left = readdirSync(folder);
  rmSync(folder, { recursive: true });
  assert.notEqual(run.status, 0);
  assert.notEqual(run.status, null);
  assert.match(run.stderr + run.stdout, /演示账号只能在本机使用/);
  assert.deepEqual(left, []);
});
