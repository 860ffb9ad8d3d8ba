import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { audit } from '../access/index.ts';
import { nameKey } from '../catalogue/index.ts';
import type { SubjectClaim } from './claim.ts';
import { problem } from './problem.ts';
import { insertSubjects, takeIdentifiers } from './store.ts';
import { kindOfCode, orgTypeOf, type SubjectKind } from './subjects.ts';

/** What a person decides about a row that could not be joined by its numbers. */
export interface MatchDecision {
  readonly batchId: string;
  readonly rowNumber: number;
  readonly claim: SubjectClaim;
  readonly decision: 'SAME' | 'NEW' | 'REFUSE';
  /** The chosen subject of SAME. */
  readonly subjectId?: string;
  readonly reason: string;
}

export interface JudgedMatch {
  readonly judgementId: string;
  readonly subjectId: string | null;
  readonly kind: SubjectKind | null;
}

/**
 * Records a person's decision with its reason and answers the subject the row belongs to: the
 * chosen one, a new one, or null when the row is refused. Persons are never judged by name.
 */
export async function judgeMatch(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  input: MatchDecision,
): Promise<JudgedMatch> {
  const reason = input.reason.trim();
  if (reason === '') throw problem('MATCH_REASON_MISSING');
  const subject = await decidedSubject(tx, ctx, input);
  const judgementId = randomUUID();
  await tx
    .insertInto('match_judgement')
    .values({
      judgement_id: judgementId,
      batch_id: input.batchId,
      row_number: input.rowNumber,
      subject_id: subject?.subjectId ?? null,
      decision: input.decision,
      reason,
      account: actor.account,
      at: ctx.clock.now(),
    })
    .execute();
  await audit(tx, actor, {
    action: 'match.judge',
    object: judgementId,
    subjectId: subject?.subjectId ?? null,
    detail: { decision: input.decision, batchId: input.batchId, row: input.rowNumber },
  });
  return { judgementId, subjectId: subject?.subjectId ?? null, kind: subject?.kind ?? null };
}

/**
 * Takes a judgement back and answers its row, so that the caller can remove the record from the
 * subject and let the row wait again. Both decisions stay on file.
 */
export async function undoMatch(
  tx: Tx,
  ctx: Context,
  actor: Actor,
  input: { readonly judgementId: string; readonly reason: string },
): Promise<{ batchId: string; rowNumber: number; subjectId: string | null }> {
  const reason = input.reason.trim();
  if (reason === '') throw problem('MATCH_REASON_MISSING');
  const undone = await tx
    .updateTable('match_judgement')
    .set({ undone_at: ctx.clock.now(), undone_by: actor.account, undone_reason: reason })
    .where('judgement_id', '=', input.judgementId)
    .where('undone_at', 'is', null)
    .returning(['batch_id', 'row_number', 'subject_id'])
    .executeTakeFirst();
  if (!undone) throw problem('JUDGEMENT_NOT_FOUND');
  await audit(tx, actor, {
    action: 'match.undo',
    object: input.judgementId,
    subjectId: undone.subject_id,
  });
  return {
    batchId: undone.batch_id,
    rowNumber: undone.row_number,
    subjectId: undone.subject_id,
  };
}

type Decided = { readonly subjectId: string; readonly kind: SubjectKind };

async function decidedSubject(
  tx: Tx,
  ctx: Context,
  { decision, claim, subjectId }: MatchDecision,
): Promise<Decided | null> {
  if (decision === 'REFUSE') return null;
  if (claim.kind === 'PERSON') throw problem('MATCH_PERSON_REFUSED');
  return decision === 'SAME' ? chosenSubject(tx, claim, subjectId) : newSubject(tx, ctx, claim);
}

async function chosenSubject(
  tx: Tx,
  claim: SubjectClaim,
  subjectId: string | undefined,
): Promise<Decided> {
  const found = subjectId
    ? await tx
        .selectFrom('subject')
        .select('kind')
        .where('subject_id', '=', subjectId)
        .executeTakeFirst()
    : undefined;
  if (!found || !subjectId) throw problem('SUBJECT_NOT_FOUND');
  const kind = found.kind as SubjectKind;
  const household = (claim.kind === 'HOUSEHOLD') === (kind === 'INDIVIDUAL_BUSINESS');
  const place = (claim.kind === 'PLACE') === (kind === 'PLACE');
  // A row of a reference names no kind of its own: only persons stay out of reach.
  if (kind === 'NATURAL_PERSON' || (claim.reference === null && !(household && place))) {
    throw problem('MATCH_SUBJECT_UNFIT');
  }
  return { subjectId, kind };
}

async function newSubject(tx: Tx, ctx: Context, claim: SubjectClaim): Promise<Decided> {
  const subjectId = randomUUID();
  const at = ctx.clock.now();
  const { uscc } = claim;
  if (uscc !== '') {
    const taken = await takeIdentifiers(tx, [{ kind: 'USCC', value: uscc, subjectId }], at);
    if (taken.size === 0) throw problem('MATCH_CODE_TAKEN', { uscc });
  }
  const kind = claim.kind === 'HOUSEHOLD' ? 'INDIVIDUAL_BUSINESS' : kindOfClaim(claim);
  const subject = {
    subjectId,
    kind,
    orgType: uscc === '' ? null : orgTypeOf(uscc),
    name: claim.name,
    nameKey: nameKey(claim.name),
    uscc: uscc === '' ? null : uscc,
    provisional: true,
    divisionCode: claim.placeCode || null,
    demonstration: ctx.config.demonstration !== 'none',
    sealed: null,
    keyId: null,
  };
  await insertSubjects(tx, [subject], at);
  return { subjectId, kind };
}

function kindOfClaim({ kind, uscc }: SubjectClaim): SubjectKind {
  if (kind === 'GOVERNMENT' || kind === 'PLACE') return kind;
  return uscc === '' ? 'LEGAL_PERSON' : kindOfCode(uscc);
}
