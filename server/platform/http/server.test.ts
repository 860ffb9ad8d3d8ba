import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Readable } from 'node:stream';
import { Type } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { system } from '../actor.ts';
import type { Gate, KeptAnswer, Repeats } from './gate.ts';
import { registerRoutes } from './register.ts';
import { route } from './route.ts';
import { createServer } from './server.ts';
import { FILE_LIMIT_MB } from './upload.ts';

const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
const openGate: Gate = {
  admit: async () => ({ ...system, organisation: 'FGJ' }),
  perform: async (_permission, work) => ({ answer: await work(), readings: [] }),
  repeat: async () => {},
};
const kept = new Map<string, KeptAnswer>();
const repeats: Repeats = {
  begin: async (_actor, key) => kept.get(key) ?? null,
  perform: (_actor, _key, work) => work(),
  keep: async (_actor, key, answer) => void kept.set(key, answer),
  forget: async () => {},
};
const PERSON = '610298199001011234';
let received = 0;

const common = { permission: 'any', summary: 'test', tags: ['test'] };
const routes = [
  route({
    ...common,
    method: 'POST',
    path: '/files',
    upload: true,
    schema: {
      body: Type.Object({
        classCode: Type.String({ minLength: 2 }),
        copies: Type.Integer({ default: 1 }),
      }),
      response: {
        201: Type.Object({ size: Type.Integer(), copies: Type.Integer(), name: Type.String() }),
      },
    },
    handle: async ({ file, body }) => {
      received += 1;
      return {
        status: 201,
        body: { size: file?.bytes.length, copies: body.copies, name: file?.name },
      };
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/leak',
    schema: { response: { 200: Type.Object({ name: Type.String() }) } },
    handle: async () => ({ status: 200, body: { name: '甲', idNumber: PERSON } }),
  }),
  route({
    ...common,
    method: 'GET',
    path: '/fault/:code',
    schema: { params: Type.Object({ code: Type.String() }), response: { 200: Type.Null() } },
    handle: async ({ params }) => {
      throw Object.assign(new Error(`Key (${params.code}) exists`), {
        code: '23505',
        detail: params.code,
      });
    },
  }),
  route({
    ...common,
    method: 'GET',
    path: '/download',
    schema: { response: { 200: Type.String({ format: 'binary' }) } },
    handle: async ({ purpose }) => ({
      download: Readable.from([purpose]),
      fileName: '模板 一.csv',
      contentType: 'text/csv',
    }),
  }),
];

let app: FastifyInstance;
before(async () => {
  app = await createServer({ log, trustedProxies: [] });
  registerRoutes(app, routes, { gate: openGate, repeats });
});
after(() => app.close());

function form(parts: readonly (readonly [name: string, value: string | Buffer])[]) {
  const pieces = parts.flatMap(([name, value]) => {
    const file =
      typeof value === 'string' ? '' : '; filename="表 一.csv"\r\ncontent-type: text/csv';
    return [
      Buffer.from(`--b\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n`),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ];
  });
  return {
    payload: Buffer.concat([...pieces, Buffer.from('--b--\r\n')]),
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
  };
}

function send(parts: Parameters<typeof form>[0], headers: Record<string, string> = {}) {
  const { payload, headers: type } = form(parts);
  return app.inject({ method: 'POST', url: '/files', payload, headers: { ...type, ...headers } });
}

test('a file arrives whole with its name and typed fields in any order', async () => {
  const file = Buffer.from('甲,乙\n');
  const answer = await send([
    ['file', file],
    ['classCode', 'ADMIN_PENALTY'],
    ['copies', '3'],
  ]);
  assert.equal(answer.statusCode, 201, answer.body);
  assert.deepEqual(answer.json(), { size: file.length, copies: 3, name: '表 一.csv' });
});

test('a file that is too large, absent, doubled or cut off is refused in words', async () => {
  const large = await send([
    ['file', Buffer.alloc(FILE_LIMIT_MB * 1024 * 1024 + 1)],
    ['classCode', 'AB'],
  ]);
  assert.equal(large.statusCode, 413);
  assert.match(large.json<{ detail: string }>().detail, /文件超过 40 MB/);
  const codes = [
    await send([['classCode', 'AB']]),
    await send([
      ['file', Buffer.from('a')],
      ['file', Buffer.from('b')],
      ['classCode', 'AB'],
    ]),
    await send([
      ['file', Buffer.from('a')],
      ['classCode', 'A'],
    ]),
    await send([
      ['file', Buffer.from('a')],
      ['classCode', 'AB'],
      ['organisation', 'SCJG'],
    ]),
    await app.inject({ method: 'POST', url: '/files', payload: {} }),
    await app.inject({
      method: 'POST',
      url: '/files',
      ...form([['file', Buffer.from('abc')]]),
      payload: '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
    }),
  ].map((answer) => answer.json<{ code: string }>().code);
  assert.deepEqual(codes, [
    'FILE_MISSING',
    'FORM_TOO_LARGE',
    'INVALID_INPUT',
    'INVALID_INPUT',
    'UNSUPPORTED_MEDIA',
    'FILE_MISSING',
  ]);
});

test('a repeated upload with the same key is answered, not received again', async () => {
  const parts = [
    ['file', Buffer.from('x')],
    ['classCode', 'AB'],
  ] as const;
  const before = received;
  const key = { 'idempotency-key': 'upload-1' };
  const [first, second] = [await send(parts, key), await send(parts, key)];
  assert.deepEqual(second.json(), first.json());
  assert.equal(received, before + 1);
});

test('fields outside the schema never leave the server', async () => {
  assert.equal((await app.inject('/leak')).body, '{"name":"甲"}');
});

test('T15 an unexpected error shows a reference, and neither answer nor log holds the data', async () => {
  lines.length = 0;
  const answer = await app.inject(`/fault/${PERSON}`);
  assert.equal(answer.statusCode, 500);
  const { reference, detail } = answer.json<{ reference: string; detail: string }>();
  assert.ok(detail.includes(reference));
  const logged = lines.join('');
  assert.ok(logged.includes(reference) && logged.includes('/fault/:code'));
  assert.ok(!`${logged}${answer.body}`.includes(PERSON));
});

test('a download carries its Chinese name, and the purpose is read as UTF-8', async () => {
  const answer = await app.inject({
    url: '/download',
    headers: { 'x-purpose': encodeURIComponent('办理许可') },
  });
  assert.equal(answer.body, '办理许可');
  assert.match(String(answer.headers['content-disposition']), /filename\*=UTF-8''%E6%A8%A1/);
  assert.equal(
    (await app.inject({ url: '/download', headers: { 'x-purpose': '%E0%A4%A' } })).body,
    '',
  );
});

test('an address that asks without pause is told to wait; behind a proxy each address counts for itself', async () => {
  const proxied = await createServer({ log, trustedProxies: ['127.0.0.1'] });
  proxied.get('/ping', async () => 'pong');
  const ask = (from: string) =>
    proxied.inject({
      url: '/ping',
      headers: { 'x-forwarded-for': from, cookie: `xinyong_session=${Math.random()}` },
    });
  for (let i = 0; i < 3000; i += 1) await ask('203.0.113.1');
  const refused = await ask('203.0.113.1');
  assert.equal(refused.statusCode, 429);
  assert.equal(refused.json<{ code: string }>().code, 'TOO_MANY_REQUESTS');
  assert.ok(Number(refused.headers['retry-after']) > 0);
  assert.equal((await ask('203.0.113.2')).statusCode, 200);
  await proxied.close();
});
