import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  madeUpCodes,
  penaltyCells,
  personPenaltyCells,
  renamingCells,
} from '../../../test/build.ts';
import { testPolicy } from '../../../test/context.ts';
import { nameKey, requiredClass } from '../catalogue/index.ts';
import { subjectClaim } from './claim.ts';
import { decideMatch, type Candidates, type KnownSubject } from './match.ts';
import { changeName, presentName, settleName, type NameEntry } from './names.ts';
import { kindOfCode, kindOfRegistration, orgTypeOf } from './subjects.ts';

const policy = testPolicy;

const nobody: Candidates = {
  byUscc: undefined,
  byOrganisationCode: undefined,
  byRegistrationNumber: undefined,
  byPerson: undefined,
  byPlace: undefined,
  byReference: [],
  unitNames: [],
};

function known(...names: string[]): KnownSubject {
  return {
    subjectId: 's1',
    kind: 'LEGAL_PERSON',
    provisional: false,
    registeredOn: '2019-05-06',
    nameKeys: names.map((name) => nameKey(name)),
  };
}

function penalty(change: Record<string, string> = {}) {
  return subjectClaim(requiredClass(policy, 'ADMIN_PENALTY'), penaltyCells(change));
}

test('a known code with a present or former name links, whatever the width of its brackets', () => {
  const subject = known('示例科技（陕西）有限公司', '王益旧名商贸有限公司');
  for (const name of ['示例科技(陕西)有限公司', '王益旧名商贸有限公司']) {
    const match = decideMatch(penalty({ CF_XDR_MC: name }), { ...nobody, byUscc: subject }, false);
    assert.deepEqual(match, { outcome: 'LINK', subject, by: 'USCC' });
  }
});

test('a known code with a name that was never its own goes to a person', () => {
  const candidates = { ...nobody, byUscc: known('王益别家商贸有限公司') };
  const match = decideMatch(penalty(), candidates, false);
  assert.deepEqual(match, { outcome: 'QUARANTINE', detail: 'NAME_CODE_MISMATCH' });
});

test('a valid code nobody registered yet makes a provisional subject of the kind the code tells', () => {
  const match = decideMatch(penalty(), nobody, false);
  assert.equal(match.outcome, 'CREATE');
  assert.ok(match.outcome === 'CREATE' && match.provisional && match.kind === 'LEGAL_PERSON');
});

test('an organisation without a code is never linked by its name', () => {
  const claim = penalty({ CF_XDR_SHXYM: '00000000000000000X' });
  assert.equal(claim.uscc, '');
  const match = decideMatch(claim, nobody, true);
  assert.deepEqual(match, { outcome: 'QUARANTINE', detail: 'NO_CODE' });
});

test('an older number links only together with an agreeing name', () => {
  const claim = penalty({ CF_XDR_SHXYM: '00000000000000000X', CF_XDR_ZZJG: 'MAXT0000-3' });
  assert.equal(claim.organisationCode, 'MAXT00003');
  const own = known('王益示例商贸有限公司');
  const linked = decideMatch(claim, { ...nobody, byOrganisationCode: own }, false);
  assert.deepEqual(linked, { outcome: 'LINK', subject: own, by: 'ORGANISATION_CODE' });
  const other = { ...nobody, byOrganisationCode: known('别家有限公司') };
  assert.equal(decideMatch(claim, other, false).outcome, 'QUARANTINE');
});

test('a household with the placeholder code always goes to a person', () => {
  const claim = penalty({ CF_XDR_LB: '个体工商户', CF_XDR_SHXYM: '00000000000000000X' });
  const candidates = { ...nobody, byRegistrationNumber: known('王益示例商贸有限公司') };
  const match = decideMatch(claim, candidates, true);
  assert.deepEqual(match, { outcome: 'QUARANTINE', detail: 'HOUSEHOLD_WITHOUT_CODE' });
});

test('a kind that contradicts the code goes to a person, so that no household loses its protection', () => {
  const household = penalty({ CF_XDR_SHXYM: madeUpCodes.household });
  const company = penalty({ CF_XDR_LB: '个体工商户' });
  for (const claim of [household, company]) {
    const match = decideMatch(claim, nobody, true);
    assert.deepEqual(match, { outcome: 'QUARANTINE', detail: 'KIND_CODE_MISMATCH' });
  }
});

test('K1 a natural person is judged but not stored unless persons are allowed', () => {
  const claim = subjectClaim(requiredClass(policy, 'ADMIN_PENALTY'), personPenaltyCells());
  const off = decideMatch(claim, nobody, false);
  assert.deepEqual(off, { outcome: 'NOT_STORED', detail: 'PERSONS_OFF' });
  assert.equal(decideMatch(claim, nobody, true).outcome, 'CREATE');
});

test('a natural person is never found by name, and an agreeing number needs an agreeing name', () => {
  const claim = subjectClaim(requiredClass(policy, 'ADMIN_PENALTY'), personPenaltyCells());
  const namesake = { ...nobody, byUscc: known('张小明') };
  assert.equal(decideMatch(claim, namesake, true).outcome, 'CREATE');
  const other = { ...nobody, byPerson: { ...known(), nameKeys: [nameKey('李四', 'PERSON')] } };
  const match = decideMatch(claim, other, true);
  assert.deepEqual(match, { outcome: 'QUARANTINE', detail: 'NAME_CODE_MISMATCH' });
});

test('a row that refers to another record needs exactly one, the own one first', () => {
  const claim = subjectClaim(requiredClass(policy, 'PROMISE_PERFORMANCE'), { LY_CNBH: 'CN-1' });
  const one = { subject: known(), own: false };
  const decide = (byReference: Candidates['byReference']) =>
    decideMatch(claim, { ...nobody, byReference }, false);
  assert.deepEqual(decide([]), { outcome: 'QUARANTINE', detail: 'REFERENCE_MISSING' });
  assert.deepEqual(decide([one, one]), { outcome: 'QUARANTINE', detail: 'REFERENCE_SEVERAL' });
  assert.equal(decide([one]).outcome, 'LINK');
  assert.equal(decide([one, { ...one, own: true }]).outcome, 'LINK');
});

test('a unit of the district is known by the names of the register of organisations', () => {
  const candidates = { ...nobody, unitNames: ['铜川市王益区教育局', '区教育局'] };
  const cells = { ZWC_DW: '区教育局', ZWC_SHXYM: '116102020160000131' };
  const match = decideMatch(
    subjectClaim(requiredClass(policy, 'GOV_INTEGRITY'), cells),
    candidates,
    false,
  );
  assert.ok(match.outcome === 'CREATE' && match.kind === 'GOVERNMENT' && !match.provisional);
  assert.equal(match.outcome === 'CREATE' && match.name, '铜川市王益区教育局');
});

test('the code tells the kind of organisation', () => {
  assert.equal(orgTypeOf(madeUpCodes.company), 'ENTERPRISE');
  assert.equal(orgTypeOf('N2610202MF00005A9N'), 'COLLECTIVE_ECONOMIC_ORG');
  assert.equal(kindOfCode(madeUpCodes.household), 'INDIVIDUAL_BUSINESS');
  assert.equal(kindOfRegistration('4530', madeUpCodes.company), 'UNINCORPORATED');
  assert.equal(kindOfRegistration('9500', madeUpCodes.company), 'INDIVIDUAL_BUSINESS');
  assert.equal(kindOfRegistration('1100', madeUpCodes.household), 'INDIVIDUAL_BUSINESS');
});

test('a row of REG_CHANGE may carry the new or the old name', () => {
  const cells = renamingCells('旧名有限公司', '新名有限公司', '2024/05/06');
  const claim = subjectClaim(requiredClass(policy, 'REG_CHANGE'), cells);
  const match = decideMatch(claim, { ...nobody, byUscc: known('旧名有限公司') }, false);
  assert.equal(match.outcome, 'LINK');
});

const source = (name: string) => ({ nameKey: nameKey(name), name, sourceRecord: null });

test('changes of name give the same history in whatever order they arrive', () => {
  const names = ['甲公司', '乙公司', '丙公司', '丁公司'];
  const days = ['2020-01-01', '2021-02-02', '2022-03-03'];
  const changes = days.map((on, index) => ({
    on,
    before: names[index] ?? '',
    after: names[index + 1] ?? '',
  }));
  const fold = (order: typeof changes): NameEntry[] =>
    order.reduce<NameEntry[]>(
      (history, change) => changeName(history, change, source(change.before), source(change.after)),
      settleName([], source('甲公司'), '2019-01-01'),
    );
  const expected = fold(changes);
  assert.equal(presentName(expected)?.name, '丁公司');
  assert.equal(expected.find((entry) => entry.name === '乙公司')?.until, '2021-02-02');
  fc.assert(
    fc.property(fc.shuffledSubarray(changes, { minLength: 3 }), (order) => {
      const history = fold(order);
      assert.equal(presentName(history)?.name, '丁公司');
      assert.equal(history.filter((entry) => entry.until === null).length, 1);
      assert.deepEqual(new Set(history.map((entry) => entry.name)), new Set(names));
    }),
  );
});
