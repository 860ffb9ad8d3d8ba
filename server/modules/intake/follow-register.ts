import { setCaller, type Tx } from '../../platform/db.ts';
import { system } from '../../platform/actor.ts';
import type { Context } from '../../context.ts';
import { audit } from '../access/index.ts';
import { nameKey, requiredClass, type Values } from '../catalogue/index.ts';
import { refreshPublicSubjects, takeDown } from '../publication/index.ts';
import { actOnMany, liveRecords, type Act, type OpenRecord } from '../records/index.ts';
import {
  isRegisterEntry,
  rebuildRegistration,
  settleRegistration,
  subjectClaim,
  subjectsById,
} from '../subjects/index.ts';
import type { Entered, Store } from './enter.ts';
import type { RowToEnter } from './ready.ts';
import type { StoreFindings } from './store-findings.ts';

interface Followed {
  readonly row: RowToEnter;
  readonly findings: StoreFindings;
  done: Entered | null;
}

type Stored = Exclude<Entered, { readonly kind: 'REJECTED' | 'QUARANTINED' }>;

const WHY = '登记机关的登记名称与报送名称不一致，已撤下，等待信用中心核对主体';
const DOUBT = { doubt: 'NAME_CODE_MISMATCH', needs: 'SUBJECT' } as const;

/**
 * Brings the register of subjects in line with rows of the register that entered, were corrected
 * or ended. Records reported under a name the register does not know are taken off the public page
 * until somebody has looked at them (D4), and the row that showed it says so.
 */
export async function followRegister(store: Store, passages: readonly Followed[]): Promise<void> {
  const { tx, ctx, batch, actor } = store;
  if (!isRegisterEntry(batch.classCode)) return;
  const stored = passages.flatMap(({ row, done }) =>
    done !== null && 'recordId' in done && done.kind !== 'DUPLICATE' ? [{ row, done }] : [],
  );
  const added = stored.filter(({ done }) => done.kind === 'NEW');
  const differences = await settleRegistration(
    tx,
    ctx,
    added.map(({ row, done }) => registered(batch.classCode, row, done)),
  );
  const changed = stored.filter(({ done }) => done.kind !== 'NEW');
  const doubtful = differences.map((one) => one.subjectId);
  if (changed.length === 0 && doubtful.length === 0) return;
  // What the register says, and what it puts in doubt, was reported by several departments.
  await setCaller(tx, system);
  const ids = [...new Set(changed.map(({ done }) => done.subjectId))].toSorted();
  doubtful.push(...(await rebuild(tx, ctx, ids)));
  const withdrawn = await withdrawDoubtful(tx, ctx, doubtful);
  await refreshPublicSubjects(tx, ctx, ids);
  await setCaller(tx, actor);
  for (const passage of passages) {
    const { done } = passage;
    if (done === null || !('subjectId' in done) || !withdrawn.has(done.subjectId)) continue;
    const findings = [...done.findings, passage.findings.othersDiffer(passage.row.values)];
    passage.done = { ...done, findings };
  }
}

function registered(classCode: string, { values }: RowToEnter, { subjectId, recordId }: Stored) {
  return { subjectId, recordId, classCode, values };
}

async function rebuild(tx: Tx, ctx: Context, ids: readonly string[]): Promise<string[]> {
  const bySubject = Map.groupBy(await liveRecords(tx, ctx, ids), ({ fact }) => fact.subjectId);
  const registers = ids.map((subjectId) => {
    const live = bySubject.get(subjectId) ?? [];
    const [entries, others] = partition(live);
    return {
      subjectId,
      rows: entries.flatMap(({ fact: { recordId, classCode }, values }) =>
        values === null ? [] : [{ subjectId, recordId, classCode, values }],
      ),
      reported: firstName(ctx, others),
    };
  });
  return rebuildRegistration(tx, ctx, registers);
}

function partition(live: readonly OpenRecord[]): [OpenRecord[], OpenRecord[]] {
  const entries = live.filter(({ fact }) => isRegisterEntry(fact.classCode));
  return [entries, live.filter(({ fact }) => !isRegisterEntry(fact.classCode))];
}

function claimOf(ctx: Context, { classCode, factDate }: OpenRecord['fact'], values: Values) {
  return subjectClaim(requiredClass(ctx.policy, classCode, factDate), values);
}

function firstName(ctx: Context, records: readonly OpenRecord[]): string | null {
  const oldest = records.toSorted((one, other) => +one.fact.receivedAt - +other.fact.receivedAt);
  const names = oldest.map(({ fact, values }) =>
    values === null ? '' : claimOf(ctx, fact, values).name,
  );
  return names.find((name) => name !== '') ?? null;
}

/** Answers the subjects of which records were withdrawn. */
async function withdrawDoubtful(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const subjects = await subjectsById(tx, ids);
  const live = await liveRecords(tx, ctx, ids);
  // Looked up after the records: whatever a person confirmed meanwhile is then known as confirmed.
  const judged = await judgedRows(tx, ids);
  const doubtful = live.filter((record) => {
    const { fact, state } = record;
    const subject = subjects.get(fact.subjectId);
    if (!subject || subject.provisional || !state.active) return false;
    if (isRegisterEntry(fact.classCode)) return false;
    // A person has said whose record it is.
    if (judged.has(`${fact.batchId} ${fact.rowNumber}`)) return false;
    const known = [subject.name ?? '', ...subject.formerNames].map((name) => nameKey(name));
    return !agrees(ctx, record, known);
  });
  const acts = doubtful.map(({ fact: { subjectId, recordId } }): Act => ({
    ref: { subjectId, recordId },
    kind: 'withdrawn',
    reason: WHY,
    detail: DOUBT,
  }));
  const shown = await takeDown(tx, ctx, system, acts);
  const waiting = acts.filter(({ ref }) => !shown.has(ref.recordId));
  await actOnMany(tx, ctx, system, waiting);
  for (const {
    ref: { subjectId, recordId },
  } of acts) {
    await audit(tx, system, { action: 'record.nameDiffers', object: recordId, subjectId });
  }
  return new Set(acts.map(({ ref }) => ref.subjectId));
}

function agrees(ctx: Context, { fact, values }: OpenRecord, known: readonly string[]): boolean {
  if (values === null) return true;
  const { name, otherNames, reference } = claimOf(ctx, fact, values);
  if (reference !== null || name === '') return true;
  return [name, ...otherNames].some((one) => known.includes(nameKey(one)));
}

/** Rows of which a person decided the subject, as `batch row`. */
async function judgedRows(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('match_judgement')
    .select(['batch_id', 'row_number'])
    .where('subject_id', 'in', [...ids])
    .where('undone_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => `${row.batch_id} ${row.row_number}`));
}
