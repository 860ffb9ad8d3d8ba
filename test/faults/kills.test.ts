import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepsAcknowledged, runKills } from './kills.ts';
import { RECOVERY_MS } from './patient-client.ts';

test('server, worker and database are killed under clients: every acknowledged act is there once, with its leaf', async () => {
  const kills = { server: 3, worker: 1, database: 2 };
  const result = await runKills({ seed: 20_260_402, kills });
  assert.deepEqual(result.wrong, []);
  assert.deepEqual(result.kills, kills);
  for (const [what, count] of Object.entries(result.acknowledged)) assert.ok(count > 0, what);
  for (const longest of Object.values(result.longestRecoveryMs)) assert.ok(longest < RECOVERY_MS);
});

test('the same clients without keys do acts twice, and that is seen', async () => {
  const kills = { server: 0, worker: 0, database: 0 };
  const { wrong } = await runKills({ seed: 20_260_403, kills, keys: false });
  assert.ok(
    wrong.some((one) => one.startsWith('a classification was done twice')),
    wrong.join('\n'),
  );
});

test('a batch that was acknowledged survives a cut-off of the database, and does not without durable commits', async () => {
  assert.deepEqual([await keepsAcknowledged(true), await keepsAcknowledged(false)], [true, false]);
});
