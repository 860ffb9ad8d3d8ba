import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limiter } from './limit.ts';

const START = Date.parse('2026-11-22T02:00:00Z');
const after = (seconds: number): Date => new Date(START + seconds * 1000);

test('an address may ask so often in a span, then it is told when it may again', () => {
  const count = limiter({ most: 3, seconds: 60 });
  for (let i = 0; i < 3; i += 1) count('192.0.2.1', after(i));
  assert.throws(() => count('192.0.2.1', after(20)), {
    code: 'REPORT_LIMIT',
    message: '您的操作过于频繁，请在 40 秒后再试。',
  });
  // Others are not held up by it.
  count('192.0.2.2', after(20));
  // Asking on and on does not make the span longer.
  assert.throws(() => count('192.0.2.1', after(59)), { code: 'REPORT_LIMIT' });
  count('192.0.2.1', after(60));
});

test('ten thousand other addresses are remembered, an address that goes on asking among them', () => {
  const count = limiter({ most: 2, seconds: 60 });
  count('192.0.2.1', after(0));
  for (let i = 0; i < 9000; i += 1) count(`198.51.100.${i}`, after(1));
  count('192.0.2.1', after(2));
  for (let i = 9000; i < 15_000; i += 1) count(`198.51.100.${i}`, after(3));
  assert.throws(() => count('192.0.2.1', after(4)), { code: 'REPORT_LIMIT' });
});
