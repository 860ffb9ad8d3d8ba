import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  actionKinds,
  actionsAsOf,
  foldState,
  isFinal,
  refusal,
  step,
  type ActionKind,
  type RecordAction,
} from './fold.ts';

function actions(...kinds: (ActionKind | [ActionKind, RecordAction['detail']])[]): RecordAction[] {
  return kinds.map((one, index) => {
    const [kind, detail] = typeof one === 'string' ? [one, {}] : one;
    return {
      seq: index + 1,
      kind,
      at: new Date(Date.UTC(2026, 0, index + 1)),
      effectiveOn: `2026-01-${String(index + 1).padStart(2, '0')}`,
      account: 'a',
      organisation: null,
      reason: null,
      detail,
      leafId: String(index),
    };
  });
}

const day = (at: Date): string => at.toISOString().slice(0, 10);
const anyKinds = fc.array(fc.constantFrom(...actionKinds), { maxLength: 12 });

test('a record is registered, shown, and inactive once withdrawn, expired or repaired', () => {
  assert.equal(foldState(actions('registered')).status, 'REGISTERED');
  assert.equal(foldState(actions('registered', 'published')).active, true);
  for (const [kind, status] of [
    ['withdrawn', 'WITHDRAWN'],
    ['expired', 'EXPIRED'],
    ['repaired', 'REPAIRED'],
  ] as const) {
    const state = foldState(actions('registered', 'published', kind));
    assert.deepEqual([state.status, state.active], [status, false]);
  }
});

test('a held record waits for a person until it is classified', () => {
  const waiting = foldState(
    actions(['registered', { level: null, needs: 'CLASSIFICATION' }], 'held'),
  );
  assert.deepEqual(
    [waiting.status, waiting.needs, waiting.level],
    ['HELD', 'CLASSIFICATION', null],
  );
  const decided = foldState(
    actions(['registered', { needs: 'CLASSIFICATION' }], 'held', [
      'classified',
      { level: 'MINOR' },
    ]),
  );
  assert.deepEqual([decided.status, decided.needs, decided.level], ['REGISTERED', null, 'MINOR']);
});

test('K17 an objection disputes a record until it is closed', () => {
  assert.equal(foldState(actions('registered', 'objected')).disputed, true);
  assert.equal(foldState(actions('registered', 'objected', 'objectionClosed')).disputed, false);
});

test('D4 what the register puts in doubt waits for a person, and a confirmed subject opens the decision on publicity anew', () => {
  const doubtful = foldState(
    actions('registered', 'published', ['withdrawn', { needs: 'SUBJECT' }]),
  );
  assert.deepEqual(
    [doubtful.status, doubtful.active, doubtful.needs],
    ['WITHDRAWN', false, 'SUBJECT'],
  );
  assert.equal(refusal(doubtful, 'published'), 'DOUBTFUL');
  assert.equal(refusal(doubtful, 'subjectConfirmed'), null);
  const [confirmed] = actions('subjectConfirmed');
  assert.ok(confirmed);
  const after = step(doubtful, confirmed);
  assert.deepEqual([after.status, after.active, after.needs], ['REGISTERED', true, null]);
  assert.equal(refusal(after, 'subjectConfirmed'), 'NO_DOUBT');
  const withdrawn = foldState(actions('registered', 'published', 'withdrawn', 'subjectConfirmed'));
  assert.equal(withdrawn.status, 'WITHDRAWN', 'what was withdrawn for another reason stays so');
});

test('D4 in doubt nothing is shown or rests on a record, whatever else happens, until a person confirms it', () => {
  const others = actionKinds.filter((kind) => kind !== 'subjectConfirmed');
  fc.assert(
    fc.property(anyKinds, fc.array(fc.constantFrom(...others), { maxLength: 12 }), (head, tail) => {
      const all = actions('registered', ...head, ['withdrawn', { needs: 'SUBJECT' }], ...tail);
      assert.equal(foldState(all).active, false);
    }),
  );
});

test('what is repaired is never shown again', () => {
  const state = foldState(actions('registered', 'published', 'repaired'));
  assert.equal(refusal(state, 'published'), 'REPAIRED');
  assert.equal(refusal(state, 'superseded'), 'REPAIRED');
  assert.equal(refusal(state, 'revoked'), null);
  assert.equal(foldState(actions('registered', 'repaired', 'published')).status, 'REPAIRED');
});

test('after a final act nothing but erasure changes anything, in any order of acts', () => {
  fc.assert(
    fc.property(
      anyKinds,
      fc.constantFrom('superseded', 'revoked', 'deleted', 'erased' as const),
      anyKinds,
      (before, end, after) => {
        const ended = foldState(actions('registered', ...before, end));
        assert.ok(isFinal(ended.status) && !ended.active && !ended.disputed);
        const later = foldState(actions('registered', ...before, end, ...after));
        const expected = after.includes('erased') ? 'ERASED' : ended.status;
        assert.equal(later.status, expected);
        assert.equal(later.active, false);
      },
    ),
  );
});

test('the fold is the same taken at once or step by step, and its inactive states need no level', () => {
  fc.assert(
    fc.property(anyKinds, fc.nat(12), (kinds, cut) => {
      const all = actions('registered', ...kinds);
      const head = foldState(all.slice(0, cut + 1));
      assert.deepEqual(all.slice(cut + 1).reduce(step, head), foldState(all));
      const state = foldState(all);
      assert.ok(state.active || state.needs !== 'CLASSIFICATION');
      assert.equal(state.lastSeq, all.length);
    }),
  );
});

test('a refused action would have changed nothing but the count', () => {
  fc.assert(
    fc.property(anyKinds, fc.constantFrom(...actionKinds), (kinds, kind) => {
      const state = foldState(actions('registered', ...kinds));
      // A correction of what is repaired is refused before it is written; written, it would be an end.
      if (kind === 'registered' || kind === 'erased' || kind === 'superseded') return;
      if (refusal(state, kind) === null) return;
      const [action] = actions(kind);
      assert.ok(action);
      assert.deepEqual(
        { ...step(state, action), lastSeq: 0, needs: null, level: null },
        {
          ...state,
          lastSeq: 0,
          needs: null,
          level: null,
        },
      );
    }),
  );
});

test('looking back drops what was not yet true or not yet known', () => {
  const all = actions('registered', 'published', 'withdrawn');
  const kinds = (asOf: string, knownOn: string) =>
    actionsAsOf(all, { asOf, knownOn }, day).map((action) => action.kind);
  assert.deepEqual(kinds('2026-01-02', '2026-01-31'), ['registered', 'published']);
  assert.deepEqual(kinds('2026-01-31', '2026-01-01'), ['registered']);
  assert.deepEqual(kinds('2025-12-31', '2026-01-31'), []);
});
