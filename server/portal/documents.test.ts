import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { loadPolicy } from '../modules/policy/index.ts';
import { contactOf, documentsOn } from './documents.ts';

const policy = loadPolicy(fileURLToPath(new URL('../../policy', import.meta.url)));
const statusOf = (id: string, today: string) =>
  documentsOn(policy, today).find((document) => document.id === id)?.status;

test('a document is in force from its first to its last day, both included', () => {
  assert.equal(statusOf('order-36', '2026-03-31'), 'COMING');
  assert.equal(statusOf('order-36', '2026-04-01'), 'IN_FORCE');
  assert.equal(statusOf('order-58', '2026-03-31'), 'IN_FORCE');
  assert.equal(statusOf('order-58', '2026-04-01'), 'ENDED');
});

test('every regime of publicity periods stands among the documents with the same days', () => {
  const documents = documentsOn(policy, '2026-11-22');
  for (const regime of policy.publication.regimes) {
    const document = documents.find(
      ({ number }) => number !== null && regime.basis.includes(number),
    );
    assert.deepEqual(
      [document?.validFrom, document?.validTo],
      [regime.validFrom, regime.validTo],
      regime.id,
    );
  }
});

test('what has ended stands last, and addresses are unique', () => {
  const documents = documentsOn(policy, '2026-11-22');
  const ended = documents.map(({ status }) => status === 'ENDED');
  assert.deepEqual(ended, ended.toSorted());
  assert.equal(new Set(documents.map(({ id }) => id)).size, documents.length);
});

test('documents are found by all words asked for, in either language and width', () => {
  const found = (words: string) => documentsOn(policy, '2026-11-22', words).map(({ id }) => id);
  assert.deepEqual(found('信用修复制度 国务院办公厅'), ['scheme-22']);
  assert.deepEqual(found('credit REPAIR papers'), ['scheme-22']);
  assert.deepEqual(found('ＧＢ 32100'), ['gb-32100']);
});

test("the district's own window and documents take the place of those of the repository", () => {
  const { others } = policy;
  const base = others['portal/contact.json'] ?? {};
  const district = {
    ...policy,
    others: {
      ...others,
      'overlay:portal/contact.json': { ...base, name: '王益区政务服务大厅', certainty: 'known' },
    },
  };
  assert.equal(contactOf(district).name, '王益区政务服务大厅');
  assert.match(contactOf(policy).name, /演示/);
});
