import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { addDays, addMonths } from '../../platform/plain-date.ts';
import { loadPolicy, type Level } from '../policy/index.ts';
import type { PublicationCase } from './case.ts';
import { levelPeriod } from './period.ts';
import { decidePublication } from './publication.ts';

const policy = loadPolicy(fileURLToPath(new URL('../../../policy/', import.meta.url)));
const today = '2026-11-22';

function penalty(
  change: Partial<PublicationCase> = {},
  values: Record<string, string> = {},
): PublicationCase {
  return {
    classCode: 'ADMIN_PENALTY',
    values: {
      CF_XDR_LB: '法人及非法人组织',
      CF_JDRQ: '2026/06/01',
      CF_CFLB: '没收违法所得、没收非法财物',
      ...values,
    },
    subjectKind: 'LEGAL_PERSON',
    level: 'GENERAL',
    kinds2021: ['22'],
    organisation: 'YJJ',
    factDate: '2026-06-01',
    ...change,
  };
}

function of(
  classCode: string,
  values: Record<string, string>,
  change: Partial<PublicationCase> = {},
): PublicationCase {
  return {
    classCode,
    values,
    subjectKind: 'LEGAL_PERSON',
    level: null,
    organisation: 'YJJ',
    factDate: '2026-06-01',
    ...change,
  };
}

function basisOf(classCode: string): string {
  return policy.publication.classes.find((entry) => entry.class === classCode)?.basis ?? '';
}

function until(given: PublicationCase, on = today): string | null {
  const decision = decidePublication(given, policy, on);
  assert.equal(decision.outcome, 'SHOW', JSON.stringify(decision));
  return decision.outcome === 'SHOW' ? decision.until : null;
}

function reason(given: PublicationCase, on = today): string {
  const decision = decidePublication(given, policy, on);
  return decision.outcome === 'HIDE' ? decision.reason : decision.outcome;
}

for (const example of policy.publication.examples) {
  test(`the policy's own example of ${example.factDate} ${example.level} ends on its day`, () => {
    const given = penalty({ factDate: example.factDate, level: example.level });
    const expected = example.maxEndAfterTransition ?? example.maxEnd;
    assert.equal(
      until(given, '2026-04-02' > example.factDate ? '2026-04-02' : example.factDate),
      expected,
    );
    const before = levelPeriod(given, example.level, policy, example.factDate);
    assert.ok(before !== null && before.until !== null && before.until <= example.maxEnd);
  });
}

test('a penalty is shown from its decision until the longest period of its level, with basis and regime', () => {
  assert.deepEqual(decidePublication(penalty(), policy, today), {
    outcome: 'SHOW',
    from: '2026-06-01',
    until: '2027-06-01',
    basis: '国家发展改革委令第36号；国办发〔2025〕22号',
    regime: 'ORDER36',
    certainty: 'source: published summaries of Order 36',
  });
});

test('the last day of publicity is the day before the end', () => {
  assert.equal(reason(penalty(), '2027-05-31'), 'SHOW');
  assert.equal(reason(penalty(), '2027-06-01'), 'PERIOD_OVER');
});

test('an older penalty still running when the rules changed ends at the earlier of both ends', () => {
  assert.equal(until(penalty({ factDate: '2025-11-30' })), '2026-11-30');
  assert.equal(reason(penalty({ factDate: '2024-01-10' })), 'PERIOD_OVER');
});

test('the day before the rules changed an older penalty was still shown, until that day', () => {
  assert.equal(until(penalty({ factDate: '2024-01-10' }), '2026-03-31'), '2026-04-01');
});

test('a fact before the first regime uses the first regime', () => {
  assert.equal(
    until(penalty({ factDate: '2019-03-01', level: 'SERIOUS' }), '2019-04-01'),
    '2022-03-01',
  );
});

test('market regulation has its own periods from the day of its order', () => {
  const decision = decidePublication(penalty({ organisation: 'SCJG' }), policy, today);
  assert.equal(decision.outcome === 'SHOW' && decision.regime, 'MARKET_REGULATION');
});

test('a warning alone is not published by market regulation', () => {
  assert.equal(
    reason(penalty({ organisation: 'SCJG', kinds2021: ['11'], level: 'GENERAL' })),
    'SECTOR_RULE',
  );
});

test('K17 a penalty that nobody has classified is held, not published', () => {
  assert.deepEqual(decidePublication(penalty({ level: null }), policy, today), {
    outcome: 'HOLD',
    needs: 'CLASSIFICATION',
    basis: basisOf('ADMIN_PENALTY'),
  });
});

test('a minor breach is never published, under any regime', () => {
  for (const factDate of ['2019-03-01', '2021-01-01', '2024-01-01', '2026-04-01', '2026-11-01']) {
    assert.equal(reason(penalty({ level: 'MINOR', factDate })), 'LEVEL_NOT_PUBLISHED');
  }
});

test('K2 nothing about a natural person is published, whatever the class says', () => {
  assert.equal(reason(penalty({ subjectKind: 'NATURAL_PERSON' })), 'NATURAL_PERSON');
  assert.equal(reason(penalty({}, { CF_XDR_LB: '自然人' })), 'NATURAL_PERSON');
  for (const entry of policy.publication.classes) {
    const decision = decidePublication(
      of(entry.class, {}, { subjectKind: 'NATURAL_PERSON' }),
      policy,
      today,
    );
    assert.equal(decision.outcome, 'HIDE');
  }
});

test('detention, simple procedure and decisions without social influence are hidden', () => {
  assert.equal(reason(penalty({}, { CF_CFLB: '罚款;行政拘留' })), 'HIDDEN_CASE');
  assert.equal(reason(penalty({}, { PX_PROCEDURE: 'SIMPLE' })), 'HIDDEN_CASE');
  assert.equal(reason(penalty({}, { PX_PUBLISH: '0' })), 'HIDDEN_CASE');
});

test('K5 K15 judgments, enforcement, payments, compensation and evaluations stay off the portal', () => {
  for (const code of [
    'JUDGMENT',
    'ENFORCEMENT',
    'ADMIN_PAYMENT',
    'ADMIN_COMPENSATION',
    'EVALUATION',
    'GOV_INTEGRITY',
    'FIN_TAX',
  ]) {
    assert.equal(reason(of(code, {})), 'CLASS_NOT_PUBLIC', code);
  }
});

test('a licence is shown through its last valid day, only while it is valid', () => {
  assert.equal(until(of('ADMIN_LICENCE', { XK_YXQZI: '2027/05/31', XK_ZT: '1' })), '2027-06-01');
  assert.equal(reason(of('ADMIN_LICENCE', { XK_YXQZI: '2027/05/31', XK_ZT: '2' })), 'CONDITION');
  assert.equal(reason(of('ADMIN_LICENCE', { XK_YXQZI: '2026/11/21', XK_ZT: '1' })), 'PERIOD_OVER');
});

test('a licence of long term has no end', () => {
  assert.equal(until(of('ADMIN_LICENCE', { XK_YXQZI: '2099/12/31', XK_ZT: '1' })), null);
});

test('an honour is shown while it is valid', () => {
  assert.equal(until(of('HONOUR', { RYU_YXQ: '2027/12/31', RYU_ZT: '有效' })), '2028-01-01');
  assert.equal(reason(of('HONOUR', { RYU_YXQ: '2027/12/31', RYU_ZT: '撤销' })), 'CONDITION');
});

test('a promise is shown only when it was made in public', () => {
  assert.equal(until(of('PROMISE', { CN_GK: '1', CN_QX: '2027/01/31' })), '2027-02-01');
  assert.equal(reason(of('PROMISE', { CN_GK: '0', CN_QX: '2027/01/31' })), 'CONDITION');
});

test('coercion ends with its own end, at the latest after its longest time', () => {
  assert.equal(until(of('ADMIN_COERCION', { QZ_JZRQ: '2026/12/31', QZ_LB: '查封' })), '2027-01-01');
  assert.equal(until(of('ADMIN_COERCION', { QZ_JZRQ: '2029/12/31', QZ_LB: '查封' })), '2027-06-01');
  assert.equal(reason(of('ADMIN_COERCION', { QZ_LB: '限制人身自由' })), 'HIDDEN_CASE');
});

test('a list entry ends on the day of removal and never outlives the longest period', () => {
  assert.equal(
    until(of('SEVERE_LIST', { YZ_RQ: '2026/06/01', YZ_QX: '2028/06/01' })),
    '2028-06-02',
  );
  assert.equal(
    until(of('SEVERE_LIST', { YZ_RQ: '2026/06/01', YZ_QX: '2036/06/01' })),
    '2029-06-01',
  );
  assert.equal(
    reason(of('SEVERE_LIST', { YZ_RQ: '2026/06/01', YZ_QX: '2028/06/01', YZ_YCRQ: '2026/11/22' })),
    'PERIOD_OVER',
  );
});

test('an abnormal-operation entry without removal still has an end', () => {
  assert.equal(until(of('ABNORMAL_LIST', { YC_LRRQ: '2026/06/01' })), '2029-06-01');
  assert.equal(reason(of('ABNORMAL_LIST', { YC_YCRQ: '2026/11/20' })), 'PERIOD_OVER');
});

test('a longest publicity is shown with its own basis and certainty, never with a law about something else', () => {
  const decision = decidePublication(of('ABNORMAL_LIST', {}), policy, today);
  const maximum = policy.publication.classMaximum['ABNORMAL_LIST'];
  assert.ok(decision.outcome === 'SHOW');
  assert.equal(decision.basis, `${basisOf('ABNORMAL_LIST')}；${maximum?.basis}`);
  assert.equal(decision.certainty, 'assumed');
  assert.equal(decision.regime, null);
});

test('registration facts are shown as long as the subject exists', () => {
  assert.equal(until(of('REG_BASIC', {})), null);
});

const days = fc.integer({ min: 0, max: 3000 }).map((count) => addDays('2019-02-01', count));
const classes = fc.constantFrom(...policy.publication.classes.map((entry) => entry.class));
const levels = fc.constantFrom<Level | null>('MINOR', 'GENERAL', 'SERIOUS', null);
const dateFields = policy.catalogue.classes.flatMap((entry) =>
  entry.items.filter((item) => item.type === 'date').map((item) => item.code),
);

test('what is shown has a basis, runs today or later, and never longer than the maximum of its class', () => {
  fc.assert(
    fc.property(
      fc.record({
        classCode: classes,
        level: levels,
        factDate: days,
        on: days,
        dates: fc.dictionary(fc.constantFrom(...dateFields), days, { maxKeys: 6 }),
      }),
      ({ classCode, level, factDate, on, dates }) => {
        const base = policy.publication.classMaximum[classCode]?.base;
        const values = {
          XK_ZT: '1',
          RYU_ZT: '有效',
          CN_GK: '1',
          ...dates,
          ...(base ? { [base]: factDate } : {}),
        };
        const decision = decidePublication(of(classCode, values, { level, factDate }), policy, on);
        if (decision.outcome !== 'SHOW') return;
        assert.notEqual(decision.basis, '');
        assert.equal(decision.from, factDate);
        if (decision.until === null) return;
        assert.ok(decision.until > on && decision.until > factDate);
        const cap = policy.publication.classMaximum[classCode];
        if (cap) assert.ok(decision.until <= addMonths(factDate, cap.months));
        const negative = policy.catalogue.classes.some(
          (entry) => entry.code === classCode && entry.polarity === 'NEGATIVE',
        );
        if (negative) assert.ok(decision.until <= addMonths(factDate, 36));
      },
    ),
    { numRuns: 2000 },
  );
});

test('a negative record is never shown without an end', () => {
  fc.assert(
    fc.property(days, days, levels, (factDate, on, level) => {
      for (const entry of policy.catalogue.classes.filter(
        (candidate) => candidate.polarity === 'NEGATIVE',
      )) {
        const decision = decidePublication(of(entry.code, {}, { level, factDate }), policy, on);
        assert.ok(decision.outcome !== 'SHOW' || decision.until !== null, entry.code);
      }
    }),
  );
});

test('the transition never makes a period longer than the regime of the fact gives', () => {
  fc.assert(
    fc.property(days, days, fc.constantFrom<Level>('GENERAL', 'SERIOUS'), (factDate, on, level) => {
      const given = penalty({ factDate, level });
      const regime = policy.publication.regimes.find(
        (candidate) =>
          (candidate.validFrom ?? '') <= factDate && factDate <= (candidate.validTo ?? '9999'),
      );
      const longest = (regime ?? policy.publication.regimes[0])?.levels[level].maxMonths ?? 0;
      const end = levelPeriod(given, level, policy, on)?.until;
      assert.ok(end !== null && end !== undefined && end <= addMonths(factDate, longest));
    }),
  );
});
