import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalJson, type Content } from '../ledger/index.ts';
import { actionContent, type Fact } from './content.ts';
import type { RecordAction } from './fold.ts';

const text = fc.string({ unit: 'binary' });
const instant = fc.date({ noInvalidDate: true });
const fact: fc.Arbitrary<Fact> = fc.record({
  subjectId: fc.uuid(),
  recordId: fc.uuid(),
  classCode: text,
  organisation: text,
  externalId: text,
  batchId: fc.uuid(),
  rowNumber: fc.nat(),
  subjectKind: fc.constant('LEGAL_PERSON' as const),
  polarity: fc.constant('NEGATIVE' as const),
  factDate: text,
  receivedAt: instant,
  policyHash: text,
  replaces: fc.option(fc.uuid()),
});
const action: fc.Arbitrary<RecordAction> = fc.record({
  seq: fc.constantFrom(1, 2),
  kind: fc.constant('registered' as const),
  at: instant,
  effectiveOn: text,
  account: text,
  organisation: fc.option(text),
  reason: fc.option(text),
  detail: fc.record({ level: fc.constant(null), platform: fc.dictionary(text, text) }),
  leafId: fc.uuid(),
});

function textOf(content: Content): string {
  if (typeof content === 'string') return content;
  return content.map((piece) => Buffer.from(piece).toString('utf8')).join('');
}

test('the content of a leaf is canonical JSON of the whole action and its fact', () => {
  fc.assert(
    fc.property(fact, action, fc.dictionary(text, text), (ofFact, ofAction, values) => {
      const bytes = Buffer.from(canonicalJson(values));
      const written = textOf(actionContent(ofFact, ofAction, bytes));
      const { batchId, classCode, externalId, rowNumber, ...rest } = ofFact;
      const { subjectId, recordId, organisation, ...more } = rest;
      const { leafId: _leafId, ...act } = ofAction;
      const whole = {
        ...more,
        batch: batchId,
        class: classCode,
        externalId,
        organisation,
        receivedAt: more.receivedAt.toISOString(),
        row: rowNumber,
        values,
      };
      const expected = {
        ...act,
        v: 1,
        subject: subjectId,
        record: recordId,
        at: act.at.toISOString(),
        fact: act.seq === 1 ? whole : undefined,
      };
      assert.equal(written, canonicalJson(expected));
    }),
  );
});
