import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { audit } from '../access/index.ts';
import { dropReferences } from '../subjects/index.ts';
import { actOn, type Act, type Acted } from './act.ts';
import type { Fact } from './content.ts';
import { dropIdentity, takeIdentities } from './identities.ts';
import { problem } from './problem.ts';
import { leafOf, prepareRecord, storeRecords, type NewRecord } from './register.ts';
import { lockStates, readRecords, type RecordRef, type StoredRecord } from './store.ts';

const LONGEST_REASON = 500;

/** A reason without surrounding space; throws REASON_MISSING when blank or longer than 500 characters. */
export function checkedReason(reason: string): string {
  const trimmed = reason.trim();
  if (trimmed === '' || trimmed.length > LONGEST_REASON) throw problem('REASON_MISSING');
  return trimmed;
}

export interface Replacement {
  readonly target: RecordRef;
  readonly row: NewRecord;
  readonly reason: string;
}

/**
 * UPDATE: stores the corrected row as a new record that names the one it replaces; the old one
 * stays with all its history as SUPERSEDED, as if it had never been right. Whoever shows records
 * must withdraw the old one in the same transaction. A person's level and an open objection go
 * along; a repaired record is refused.
 */
export async function replaceRecord(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  { target, row, reason }: Replacement,
): Promise<{ readonly recordId: string; readonly old: Acted }> {
  const replaced = await lockedOwn(tx, ctx, target, row.organisation);
  const { fact } = replaced;
  if (fact.subjectId !== row.subjectId) throw problem('RECORD_SUBJECT_CHANGED');
  const own = { ...row, externalId: row.externalId || fact.externalId };
  const prepared = prepareRecord(ctx, actor, own, replaced);
  const { recordId } = prepared.fact;
  const old = await actOn(tx, ctx, actor, {
    ref: target,
    kind: 'superseded',
    reason: checkedReason(reason),
    effectiveOn: fact.factDate,
    detail: { by: recordId },
  });
  await forget(tx, fact.recordId);
  const taken = await takeIdentities(tx, [prepared]);
  if (!taken.has(recordId)) throw problem('RECORD_SAME_KEY');
  await storeRecords(tx, ctx, [prepared], [leafOf(prepared)]);
  if (old.before.disputed) await carryObjection(tx, ctx, actor, replaced, prepared.fact);
  await auditEnd(tx, actor, 'record.replace', fact);
  return { recordId, old };
}

/** Correcting a record does not answer an objection to it: it stays open on the new one (K17). */
async function carryObjection(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  replaced: StoredRecord,
  ref: RecordRef,
): Promise<void> {
  const objection = replaced.actions.findLast(({ kind }) => kind === 'objected');
  await actOn(tx, ctx, actor, {
    ref,
    kind: 'objected',
    reason: objection?.reason ?? null,
    ...(objection ? { effectiveOn: objection.effectiveOn } : {}),
    detail: { ...objection?.detail, carriedFrom: replaced.fact.recordId },
  });
}

export interface Ending {
  readonly target: RecordRef;
  /** The department in whose name it ends; must be the one that reported it. */
  readonly organisation: string;
  readonly reason: string;
  readonly effectiveOn?: PlainDate;
}

/** REVOKE: the decision was annulled; the record ends on that day (today when none is given). */
export async function revokeRecord(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  ending: Ending,
): Promise<Acted> {
  const { fact } = await lockedOwn(tx, ctx, ending.target, ending.organisation);
  const reason = checkedReason(ending.reason);
  const effectiveOn = ending.effectiveOn ?? ctx.clock.today();
  const ref = ending.target;
  const acted = await actOn(tx, ctx, actor, { ref, kind: 'revoked', reason, effectiveOn });
  await forget(tx, fact.recordId);
  await auditEnd(tx, actor, 'record.revoke', fact);
  return acted;
}

/** DELETE (误报删除): it should never have been reported; history stays, but it never held. */
export async function deleteRecord(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  ending: Omit<Ending, 'effectiveOn'>,
): Promise<Acted> {
  const { fact } = await lockedOwn(tx, ctx, ending.target, ending.organisation);
  return endAsMistake(tx, ctx, actor, fact, { reason: checkedReason(ending.reason) });
}

/** Ends a record as if it had never held, so that its number is free to be reported again. */
export async function endAsMistake(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  fact: Fact,
  why: Required<Pick<Act, 'reason'>> & Pick<Act, 'detail'>,
): Promise<Acted> {
  const { subjectId, recordId, factDate: effectiveOn } = fact;
  const ref = { subjectId, recordId };
  const acted = await actOn(tx, ctx, actor, { ref, kind: 'deleted', effectiveOn, ...why });
  await forget(tx, recordId);
  await auditEnd(tx, actor, 'record.delete', fact);
  return acted;
}

async function lockedOwn(
  tx: Tx,
  ctx: Context,
  target: RecordRef,
  organisation: string,
): Promise<StoredRecord> {
  await lockStates(tx, [target]);
  const [record] = await readRecords(tx, ctx, [target]);
  if (!record) throw problem('RECORD_NOT_FOUND');
  if (record.fact.organisation !== organisation) throw problem('RECORD_FOREIGN');
  return record;
}

async function forget(tx: Tx, recordId: string): Promise<void> {
  await dropIdentity(tx, recordId);
  await dropReferences(tx, recordId);
}

async function auditEnd(tx: Tx, actor: Actor, action: string, ref: RecordRef): Promise<void> {
  await audit(tx, actor, { action, object: ref.recordId, subjectId: ref.subjectId });
}
