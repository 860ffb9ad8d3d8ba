import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction, setCaller, type Tx } from '../../platform/db.ts';
import { assertRoom } from '../../platform/room.ts';
import { assertWritable } from '../ledger/index.ts';
import { classOf } from '../policy/index.ts';
import {
  actOnOpened,
  openPayloads,
  recordsOfBatch,
  undecidedBatches,
  type Act,
  type RecordRef,
} from '../records/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { decideRecord, type Decided } from './items.ts';
import { itemsNaming, registeredOperators } from './operators.ts';
import { refreshPublicSubjects } from './public-subjects.ts';
import { isRegistration } from './sections.ts';
import {
  deleteItems,
  holdBatch,
  insertItems,
  isFree,
  lockForDecision,
  lockSubjects,
  subjectsWithRow,
} from './store.ts';
import { OPEN } from './take-down.ts';

const CHUNK = 1000;

export interface PublishCounts {
  readonly published: number;
  readonly hidden: number;
  readonly held: number;
}

const none: PublishCounts = { published: 0, hidden: 0, held: 0 };

/**
 * Decides every undecided record of a batch: shows it for its period, hides it lawfully or holds it
 * for a person. In chunks, each its own transaction; safe to run again after a crash.
 */
export async function publishBatch(ctx: Context, batchId: string): Promise<PublishCounts> {
  let counts = none;
  for (let afterRow = -1; ;) {
    assertRoom(ctx.config);
    await assertWritable(ctx);
    const page = { afterRow, limit: CHUNK };
    const { done, refs } = await inTransaction(ctx.db.app, system, async (tx) => {
      await holdBatch(tx, batchId);
      const found = await recordsOfBatch(tx, batchId, ['REGISTERED'], page);
      return { done: await decideRecords(tx, ctx, found, ['REGISTERED']), refs: found };
    });
    counts = sum(counts, done);
    // Going on after the last row: from the start again each chunk would pass over all before it.
    afterRow = refs.at(-1)?.rowNumber ?? afterRow;
    if (refs.length < CHUNK) return counts;
  }
}

/** A batch this young is still being published in the ordinary way, with its retries. */
const ORDINARY_WAY_MS = 10 * 60_000;

/**
 * Decides what its own job gave up: batches of which records still wait. One that fails again is
 * left for the next round and said in the log, so that it does not stop the others; one that is just
 * being published, however long that takes, is left alone.
 */
export async function publishForgotten(ctx: Context): Promise<PublishCounts> {
  const before = new Date(ctx.clock.now().getTime() - ORDINARY_WAY_MS);
  const waiting = await inTransaction(ctx.db.app, system, (tx) => undecidedBatches(tx, before));
  let counts = none;
  for (const batchId of waiting) {
    try {
      const free = await inTransaction(ctx.db.app, system, (tx) => isFree(tx, batchId));
      if (!free) continue;
      counts = sum(counts, await publishBatch(ctx, batchId));
    } catch (error) {
      ctx.log.error({ err: error, batchId }, 'a batch could not be published');
    }
  }
  return counts;
}

/**
 * Decides a record anew in the caller's transaction, as its last step and in the system's name:
 * after a classification a shorter period may hold, or none, and then it is off the page at once.
 */
export async function decideAnew(tx: Tx, ctx: Context, ref: RecordRef): Promise<void> {
  // A department sees its own records only; the public row of the subject rests on all of them.
  await setCaller(tx, system);
  await decideRecords(tx, ctx, [ref], OPEN);
}

async function decideRecords(
  tx: Tx,
  ctx: Context,
  wanted: readonly RecordRef[],
  statuses: readonly string[],
): Promise<PublishCounts> {
  const refs = await lockForDecision(tx, wanted, statuses);
  if (refs.length === 0) return none;
  const records = await openPayloads(
    tx,
    ctx,
    refs.map((ref) => ref.recordId),
  );
  const subjectIds = refs.map((ref) => ref.subjectId);
  await lockSubjects(tx, subjectIds);
  const subjects = await subjectsById(tx, subjectIds);
  const households = subjectIds.filter((id) => subjects.get(id)?.kind === 'INDIVIDUAL_BUSINESS');
  const operators = await registeredOperators(tx, ctx, households);
  const today = ctx.clock.today();
  const decided = records
    .filter((record) => record.values !== null)
    .map((record) => {
      const { subjectId } = record.fact;
      const kind = subjects.get(subjectId)?.kind;
      const operator = operators.get(subjectId) ?? '';
      return decideRecord(ctx.policy, record, { kind, operator }, today);
    });
  const shown = decided.flatMap(({ item }) => item ?? []);
  await deleteItems(
    tx,
    decided.flatMap(({ record, item }) => (item === null ? [record.fact] : [])),
  );
  const addresses = await insertItems(tx, shown, ctx.clock.now());
  await actOnOpened(
    tx,
    ctx,
    system,
    decided.map((one) => actOf(ctx, one, addresses)),
    decided.map(({ record }) => record),
  );
  await refreshPublicSubjects(tx, ctx, await subjectsTouched(tx, ctx, decided));
  await hideOperators(tx, ctx, decided, operators);
  return {
    published: shown.length,
    hidden: decided.filter(({ decision }) => decision.outcome === 'HIDE').length,
    held: decided.filter(({ decision }) => decision.outcome === 'HOLD').length,
  };
}

/** What named an operator before his household's entry in the register did is decided anew, and he is masked in it (K3). */
async function hideOperators(
  tx: Tx,
  ctx: Context,
  decided: readonly Decided[],
  operators: ReadonlyMap<string, string>,
): Promise<void> {
  const named = new Map<string, string>();
  for (const { fact } of decided.map(({ record }) => record)) {
    const operator = operators.get(fact.subjectId);
    const names = classOf(ctx.policy, fact.classCode)?.subject.creates === true;
    if (names && operator !== undefined) named.set(fact.subjectId, operator);
  }
  // No entry of the register is among these, so that it ends here.
  await decideRecords(tx, ctx, await itemsNaming(tx, ctx, named), ['PUBLISHED']);
}

/** Subjects whose public row may change: those the register spoke of, those without a row, those who lost an item. */
async function subjectsTouched(
  tx: Tx,
  ctx: Context,
  decided: readonly Decided[],
): Promise<string[]> {
  const known = await subjectsWithRow(
    tx,
    decided.map(({ record }) => record.fact.subjectId),
  );
  return decided
    .filter(
      ({ record: { fact, state }, item }) =>
        !known.has(fact.subjectId) ||
        isRegistration(ctx.policy, fact.classCode) ||
        (item === null && state.status === 'PUBLISHED'),
    )
    .map(({ record }) => record.fact.subjectId);
}

function actOf(
  ctx: Context,
  { record, decision }: Decided,
  addresses: ReadonlyMap<string, string>,
): Act {
  const ref = { subjectId: record.fact.subjectId, recordId: record.fact.recordId };
  const policy = ctx.policy.hash;
  if (decision.outcome === 'HOLD') {
    return { ref, kind: 'held', detail: { needs: decision.needs, basis: decision.basis, policy } };
  }
  if (decision.outcome === 'HIDE') {
    const { reason, basis, ended } = decision;
    // What was shown and may no longer be is taken down; what never was is lawfully not shown.
    const kind =
      reason === 'PERIOD_OVER'
        ? 'expired'
        : record.state.status === 'PUBLISHED'
          ? 'withdrawn'
          : 'hidden';
    return {
      ref,
      kind,
      reason: decision.zh,
      // The time of keeping runs from the end of the period, however late the record came (K3).
      ...(ended === undefined ? {} : { effectiveOn: ended }),
      detail: { hidden: reason, basis, policy },
    };
  }
  const { from, until, basis, regime, certainty } = decision;
  const publicId = addresses.get(ref.recordId) ?? '';
  return {
    ref,
    kind: 'published',
    detail: { publicId, from, until, basis, regime, certainty, policy },
  };
}

function sum(one: PublishCounts, other: PublishCounts): PublishCounts {
  return {
    published: one.published + other.published,
    hidden: one.hidden + other.hidden,
    held: one.held + other.held,
  };
}
