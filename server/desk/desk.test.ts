import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fastify from 'fastify';
import { deskPages } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-desk-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), '<!doctype html><title>desk</title>');
writeFileSync(join(folder, 'assets', 'main-abc123.js'), 'export {};');
const app = fastify();
await app.register(deskPages(folder));
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

test('every address of the desk answers its page, which is not kept', async () => {
  for (const url of ['/desk/', '/desk/batches', '/desk/batches/1?state=REJECTED']) {
    const answer = await app.inject({ url });
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /<title>desk/);
    assert.equal(answer.headers['cache-control'], 'no-cache');
  }
});

test('an asset with a hash in its name may be kept for a year', async () => {
  const answer = await app.inject({ url: '/desk/assets/main-abc123.js' });
  assert.equal(answer.statusCode, 200);
  assert.match(String(answer.headers['cache-control']), /max-age=31536000, immutable/);
});

test('an asset that is gone is not found instead of being a page', async () => {
  assert.equal((await app.inject({ url: '/desk/assets/old-1.js' })).statusCode, 404);
});

test('nothing outside the built files is given away', async () => {
  const answer = await app.inject({ url: '/desk/assets/..%2f..%2findex.html' });
  assert.equal(answer.statusCode, 404);
});

test('without a build the page says what to do', async () => {
  const empty = fastify();
  await empty.register(deskPages(mkdtempSync(join(tmpdir(), 'xinyong-desk-none-'))));
  const answer = await empty.inject({ url: '/desk/' });
  assert.equal(answer.statusCode, 503);
  assert.match(answer.body, /npm run build:web/);
  await empty.close();
});
