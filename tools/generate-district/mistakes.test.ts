import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compileJudge } from '../../server/modules/catalogue/index.ts';
import { loadPolicy } from '../../server/modules/policy/index.ts';
import { classOf, plannedRow, type PlannedRow } from './assemble.ts';
import { performance, promiseNumber } from './builders/promises.ts';
import { plantByProfile } from './mistakes/index.ts';
import { senderProfiles, type Profile } from './profiles.ts';
import { createRandom } from './random.ts';
import { Registrations } from './registrations.ts';
import { commonCells, type Fact } from './rows.ts';
import { createSubjects } from './subjects.ts';

const today = '2026-11-23';
const policy = loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
const units = policy.organisations.organisations;
const organisations = new Map(units.map((unit) => [unit.code, unit]));
const random = createRandom(11);
const subjects = createSubjects(60, today, random);

/** The 102nd performance a sender tells of in the year; all are checked on one day. */
function performanceOf(senderCode: string, year: number): PlannedRow {
  const cls = classOf(policy, 'PROMISE_PERFORMANCE');
  const [sender, subject] = [organisations.get(senderCode), subjects[0]];
  assert.ok(sender && subject);
  const fact: Fact = { subject, person: null, on: `${year}-07-24`, sender, number: 102 };
  const cells = {
    ...commonCells(cls, fact),
    ...performance(fact, { random, today, organisations }),
  };
  return plannedRow(cls, fact, {
    ...cells,
    LY_CNBH: promiseNumber(senderCode, String(year), 102),
    LY_HCRQ: '2026/11/20',
    LY_RDRQ: '2026/11/20',
  });
}

function spoilAll(rows: readonly PlannedRow[], kind: string): void {
  const profile = {
    ...(senderProfiles.get('SPJ') as Profile),
    wrongPercent: 100,
    mistakes: { [kind]: 1 },
  };
  const registrations = new Registrations();
  plantByProfile(rows, profile, { registered: subjects, registrations, random, today });
  assert.ok(rows.every(({ labels }) => labels.length === 1));
}

test('performances of unknown promises stay apart when checked on one day and numbered alike', () => {
  const rows = [
    performanceOf('SPJ', 2025),
    performanceOf('SPJ', 2026),
    performanceOf('SCJG', 2026),
  ];
  const promises = rows.map(({ cells }) => cells['LY_CNBH']);
  spoilAll(rows, 'PROMISE_UNKNOWN');
  const typed = rows.map((row) => row.typed['LY_CNBH']);
  assert.equal(new Set([...promises, ...typed]).size, 6);

  const judge = compileJudge(policy, 'PROMISE_PERFORMANCE');
  const file = judge.file({ today, receivedOn: today, sender: 'SPJ' });
  const found = rows.slice(0, 2).map((row, at) => file.row({ ...row.cells, ...row.typed }, at + 2));
  assert.deepEqual(
    found.flatMap(({ findings }) => findings),
    [],
  );
});
