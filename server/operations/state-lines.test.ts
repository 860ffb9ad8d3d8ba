import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineKeys, linesOf, tones, type LineKey, type StateFigures } from './state-lines.ts';

const now = new Date('2026-03-02T02:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const quiet: StateFigures = {
  arrived: 0,
  recordsToday: 0,
  unfinished: 0,
  oldestUnfinished: null,
  failedBatches: 0,
  quarantined: 0,
  quarantinedSince: null,
  doubts: 0,
  unclassified: 0,
  checkpointAt: hoursAgo(0),
  leaves: 12,
  unsequenced: 0,
  witnesses: 2,
  checks: { oldestAt: hoursAgo(8).toISOString(), found: 0 },
  setBacks: 0,
  backupAt: hoursAgo(9).toISOString(),
  room: { megabytes: 50_000, enough: true },
  jobsWaiting: 0,
  jobsFailed: 0,
};
const lineOf = (key: LineKey, change: Partial<StateFigures>) => {
  const line = linesOf({ ...quiet, ...change }, now).find((one) => one.key === key);
  return line && [line.tone, line.variant, line.count];
};

test('a quiet day asks for nobody', () => {
  const lines = linesOf(quiet, now);
  assert.deepEqual(new Set(lines.map(({ key }) => key)), new Set(lineKeys));
  assert.deepEqual(
    lines.filter(({ tone }) => tone === 'bad' || tone === 'attention'),
    [],
  );
});

test('the urgent lines stand first', () => {
  const lines = linesOf({ ...quiet, quarantined: 3, jobsFailed: 1, setBacks: 1 }, now);
  const order = lines.map(({ tone }) => tones.indexOf(tone));
  assert.deepEqual(
    order,
    order.toSorted((one, other) => one - other),
  );
  assert.deepEqual(
    lines.slice(0, 3).map(({ key }) => key),
    ['setBacks', 'jobs', 'quarantine'],
  );
});

test('a comparison that found something, never ran or is a night late is told apart', () => {
  const checks = (oldestAt: Date | null, found: number) =>
    lineOf('selfCheck', { checks: { oldestAt: oldestAt?.toISOString() ?? null, found } });
  assert.deepEqual(checks(hoursAgo(8), 2), ['bad', 'found', 2]);
  assert.deepEqual(checks(null, 0), ['info', 'notYet', null]);
  assert.deepEqual(checks(hoursAgo(27), 0), ['attention', 'late', null]);
  assert.deepEqual(checks(hoursAgo(25), 0), ['good', 'whole', null]);
});

test('a backup of the day before yesterday is late, none at all asks for one', () => {
  assert.deepEqual(lineOf('backup', { backupAt: hoursAgo(30).toISOString() }), [
    'attention',
    'late',
    null,
  ]);
  assert.deepEqual(lineOf('backup', { backupAt: null }), ['attention', 'never', null]);
});

test('a batch in work is news for an hour, then it is late', () => {
  const held = (hours: number) =>
    lineOf('held', { unfinished: 2, oldestUnfinished: hoursAgo(hours) });
  assert.deepEqual(held(0.5), ['info', 'some', 2]);
  assert.deepEqual(held(1.5), ['attention', 'late', 2]);
});

test('a disk without room for the work is bad, a small rest asks for attention', () => {
  const room = (megabytes: number | null, enough = true) =>
    lineOf('disk', { room: { megabytes, enough } });
  assert.deepEqual(room(60, false), ['bad', 'full', 60]);
  assert.deepEqual(room(900), ['attention', 'little', 900]);
  assert.deepEqual(room(null), ['info', 'unknown', null]);
});
