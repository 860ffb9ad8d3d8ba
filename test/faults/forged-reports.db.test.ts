import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runForgeries } from './forged-reports.ts';

test('a report with one byte changed, saved anew by another program, with another’s QR or an invented number is refused in words', async () => {
  const result = await runForgeries({ seed: 20_261_122, places: 300 });
  assert.deepEqual(result.wrong, []);
  assert.equal(result.verdicts['GENUINE'], undefined);
  assert.ok(result.asked > 10 && result.inSignature > 0);
  assert.equal(result.forgeries['scanned: another’s QR'], 'VALID 铜川市王益区示例食品有限公司');
  assert.equal(Object.keys(result.forgeries).length, 16);
});
