import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { decideQuarantine, listQuarantine } from '../../server/modules/intake/index.ts';
import { openValue } from '../../server/modules/intake/sealed.ts';
import { newActor } from '../build.ts';
import { codeOf, company, numberOf, person, rowAbout, type Party } from './rows.ts';
import { asSystem, newStage, send, type Sent, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

// An instance with real data, where persons wait for the impact assessment.
let stage: Stage;
before(async () => {
  stage = await newStage('none');
});
after(() => stage.close());

const somebody = person(811, '欧阳金雀');
const firm = company(812);

/** What the sheet keeps of the rows of a batch once it is done: everything but the sealed upload. */
async function keptValues(sent: Sent): Promise<string> {
  const rows = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('batch_row').select('sealed').where('batch_id', '=', sent.batchId).execute(),
  );
  const chunks = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('batch_chunk').select('sealed').where('batch_id', '=', sent.batchId).execute(),
  );
  return JSON.stringify(
    [...rows, ...chunks].map(({ sealed }) => openValue<unknown>(stage.ctx.keys, sealed)),
  );
}

async function assertNotKept(sent: Sent, who: Party): Promise<void> {
  const { counts } = sent.batch;
  assert.deepEqual([counts.rows, counts.new, counts.rejected], [1, 0, 1]);
  assert.deepEqual(sent.records, []);
  const kept = await keptValues(sent);
  assert.ok(!kept.includes(who.name) && !kept.includes(numberOf(who)), kept);
  const content = await contentOf(stage.db);
  assert.deepEqual(tracesOf(content, [who.name, numberOf(who)]), []);
}

test('K1: outside the demonstration a row about a natural person is judged in full and not kept', async () => {
  const sent = await send(stage, 'ADMIN_PENALTY', [
    rowAbout('ADMIN_PENALTY', somebody, { CF_JDRQ: '2026/13/40' }),
  ]);
  const rules = sent.batch.findingCounts.map(({ rule }) => rule);
  assert.ok(rules.includes('GATE-PERSONS') && rules.length > 1, rules.join(' '));
  await assertNotKept(sent, somebody);
});

test('K1: outside the demonstration a good row about a natural person is not kept either', async () => {
  await assertNotKept(await send(stage, 'HONOUR', [rowAbout('HONOUR', somebody)]), somebody);
});

test('K1: a row with a person’s number and no code of an organisation is not kept, however its kind is spelt', async () => {
  const misspelt = rowAbout('ADMIN_PENALTY', somebody, { CF_XDR_LB: '自燃人' });
  await assertNotKept(await send(stage, 'ADMIN_PENALTY', [misspelt]), somebody);
});

test('K1: outside the demonstration the class PROFESSION is not kept', async () => {
  await assertNotKept(
    await send(stage, 'PROFESSION', [rowAbout('PROFESSION', somebody)]),
    somebody,
  );
});

test('K1: outside the demonstration financing data waits without entering, and nobody can let it in', async () => {
  const sent = await send(stage, 'FIN_TAX', [rowAbout('FIN_TAX', firm)]);
  assert.deepEqual(
    [sent.batch.counts.new, sent.batch.counts.quarantined, sent.records.length],
    [0, 1, 0],
  );
  const decision = decideQuarantine(stage.ctx, newActor('CENTRE_APPROVER', 'XYZX'), {
    batchId: sent.batchId,
    rowNumber: 2,
    decision: 'ENTER',
    reason: '核对无误',
  });
  await assert.rejects(decision, { code: 'DECISION_IMPOSSIBLE' });
  const officer = newActor('CENTRE_APPROVER', 'XYZX');
  const held = async (filter: { readonly waitsFor?: 'AUTHORISATION' }) =>
    (await listQuarantine(stage.ctx, officer, '核定', filter)).items.map((row) => row.batchId);
  assert.ok(!(await held({})).includes(sent.batchId), 'nobody could decide it');
  assert.ok((await held({ waitsFor: 'AUTHORISATION' })).includes(sent.batchId));
});

test('K1: the gate holds nothing else back', async () => {
  const sent = await send(stage, 'ADMIN_LICENCE', [rowAbout('ADMIN_LICENCE', firm)]);
  assert.equal(sent.batch.counts.new, 1);
  const { body } = await stage.call(`/public/subjects/${codeOf(firm)}`);
  assert.ok(body.includes(firm.name));
});

test('K1: financing data of every class waits in the demonstration too', async () => {
  const demonstration = await newStage('small');
  try {
    const { classes } = demonstration.ctx.policy.catalogue;
    const financing = classes.filter(({ code }) => code.startsWith('FIN_'));
    assert.ok(financing.length > 0);
    for (const { code } of financing) {
      const { batch } = await send(demonstration, code, [rowAbout(code, firm)]);
      assert.deepEqual([batch.counts.new, batch.counts.quarantined], [0, 1], code);
    }
  } finally {
    await demonstration.close();
  }
});
