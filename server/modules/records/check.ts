import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inSnapshot, type Tx } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { canonicalJson, commitmentOf } from '../ledger/index.ts';
import { actionContent } from './content.ts';
import { actionKinds, foldState, isFinal, type RecordState } from './fold.ts';
import { readRecords, type RecordRef, type StoredRecord } from './store.ts';

export type CheckFindingKind =
  | 'STATE_DIFFERS'
  | 'LEAF_DIFFERS'
  | 'LEAF_MISSING'
  | 'SALT_MISSING'
  | 'SALT_REMAINS'
  | 'KEY_MISSING'
  | 'KEY_REMAINS'
  | 'CONTENT_UNREADABLE'
  | 'ACTION_MISSING'
  | 'IDENTITY_DIFFERS';

/** One difference between a record and its proof, in words for the person who must act. */
export interface CheckFinding {
  readonly kind: CheckFindingKind;
  readonly recordId: string;
  readonly subjectId: string | null;
  readonly seq: number | null;
  readonly message: string;
}

export interface CheckResult {
  readonly checked: number;
  readonly findings: readonly CheckFinding[];
}

interface Proof {
  readonly commitment: Buffer | null;
  readonly salt: Buffer | null;
}

interface StoredState extends Omit<RecordState, 'platform' | 'lastSeq'> {
  readonly last_seq: number;
  readonly hasIdentity: boolean;
}

const PAGE = 500;

/**
 * Compares every record with its proof: facts, actions and salts must give the commitments of the
 * leaves, the cached state must equal the fold, and every leaf must still have its action (D9).
 * Each page is read from one picture of the database: work that goes on meanwhile is no finding.
 * Names the record of each difference; an erased one counts as proved only by its erasure leaf.
 */
export async function checkRecords(ctx: Context, signal?: AbortSignal): Promise<CheckResult> {
  const findings: CheckFinding[] = [];
  let checked = 0;
  for (let after: RecordRef | undefined; ;) {
    signal?.throwIfAborted();
    const page = await inSnapshot(ctx.db.app, system, async (tx) => {
      const refs = await nextRefs(tx, after);
      findings.push(...(await checkPage(tx, ctx, refs)));
      return refs;
    });
    checked += page.length;
    after = page.at(-1);
    if (page.length < PAGE || after === undefined) break;
  }
  findings.push(...(await inSnapshot(ctx.db.app, system, missingActions)));
  return { checked, findings };
}

async function nextRefs(tx: Tx, after: RecordRef | undefined): Promise<RecordRef[]> {
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    select subject_id, record_id from record_fact
    where ${after ? sql`(subject_id, record_id) > (${after.subjectId}::uuid, ${after.recordId}::uuid)` : sql`true`}
    order by subject_id, record_id limit ${PAGE}`.execute(tx);
  return rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}

async function checkPage(
  tx: Tx,
  ctx: Context,
  refs: readonly RecordRef[],
): Promise<CheckFinding[]> {
  const { records, findings } = await openAll(tx, ctx, refs);
  const proofs = await proofsOf(tx, records);
  const states = await statesOf(tx, refs);
  for (const record of records) {
    findings.push(...checkActions(record, proofs));
    // Without its key a record cannot be folded: one finding names it, not two.
    if (!isKeyless(record)) findings.push(...checkState(record, states));
  }
  return findings;
}

/** One record that cannot be opened must not hide the others of its page. */
async function openAll(
  tx: Tx,
  ctx: Context,
  refs: readonly RecordRef[],
): Promise<{ records: StoredRecord[]; findings: CheckFinding[] }> {
  try {
    return { records: await readRecords(tx, ctx, refs), findings: [] };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
  }
  const records: StoredRecord[] = [];
  const findings: CheckFinding[] = [];
  for (const ref of refs) {
    try {
      records.push(...(await readRecords(tx, ctx, [ref])));
    } catch (error) {
      if (!isUnreadable(error)) throw error;
      findings.push(finding('CONTENT_UNREADABLE', ref, null, '加密内容打不开，可能被改动'));
    }
  }
  return { records, findings };
}

function isUnreadable(error: unknown): boolean {
  return error instanceof Problem && error.code === 'SEALED_UNREADABLE';
}

function checkActions(record: StoredRecord, proofs: Map<string, Proof>): CheckFinding[] {
  const { fact, values, actions } = record;
  const erased = isErased(record);
  if (isKeyless(record)) {
    return [finding('KEY_MISSING', fact, null, '密钥不存在，又没有销毁记录')];
  }
  const keyRemains =
    erased && record.wrapped !== null
      ? [finding('KEY_REMAINS', fact, null, '内容已销毁，但密钥仍在，密文还能打开')]
      : [];
  const differences = actions.flatMap((action, index) => {
    const found = (kind: CheckFindingKind, why: string) => [finding(kind, fact, action.seq, why)];
    if (action.seq !== index + 1) return found('ACTION_MISSING', `缺少第 ${index + 1} 个动作`);
    const proof = proofs.get(action.leafId);
    if (!proof?.commitment) return found('LEAF_MISSING', '存证中没有对应的条目');
    if (erased && action.kind !== 'erased') {
      return proof.salt ? found('SALT_REMAINS', '内容已销毁，但盐值仍在') : [];
    }
    if (!proof.salt) return found('SALT_MISSING', '盐值不存在，又没有销毁记录');
    const content = actionContent(fact, action, Buffer.from(canonicalJson(values ?? {})));
    return commitmentOf(proof.salt, content).equals(proof.commitment)
      ? []
      : found('LEAF_DIFFERS', '现存内容与存证不符，记录被改动过');
  });
  return [...keyRemains, ...differences];
}

function isErased({ actions }: StoredRecord): boolean {
  return actions.at(-1)?.kind === 'erased';
}

function isKeyless(record: StoredRecord): boolean {
  return record.values === null && !isErased(record);
}

function checkState(record: StoredRecord, states: Map<string, StoredState>): CheckFinding[] {
  const { fact, actions } = record;
  const cached = states.get(fact.recordId);
  const fold = foldState(actions);
  const same =
    cached !== undefined &&
    cached.status === fold.status &&
    cached.active === fold.active &&
    cached.disputed === fold.disputed &&
    cached.level === fold.level &&
    cached.needs === fold.needs &&
    cached.last_seq === fold.lastSeq;
  if (!same) return [finding('STATE_DIFFERS', fact, null, '缓存的状态与动作推算的状态不一致')];
  if (cached.hasIdentity === isFinal(fold.status)) {
    return [finding('IDENTITY_DIFFERS', fact, null, '识别键登记与记录状态不一致')];
  }
  return [];
}

async function proofsOf(tx: Tx, records: readonly StoredRecord[]): Promise<Map<string, Proof>> {
  const leafIds = records.flatMap(({ actions }) => actions.map((action) => action.leafId));
  const { rows } = await sql<Proof & { leaf_id: string }>`
    select l.leaf_id, l.commitment, s.salt from ledger.leaf l left join ledger.salt s using (leaf_id)
    where l.leaf_id = any(${leafIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.leaf_id, row]));
}

async function statesOf(tx: Tx, refs: readonly RecordRef[]): Promise<Map<string, StoredState>> {
  const { rows } = await sql<StoredState & { record_id: string }>`
    select s.record_id, s.status, s.active, s.disputed, s.level, s.needs, s.last_seq,
      exists (select from record_identity i where i.record_id = s.record_id) as "hasIdentity"
    from unnest(${refs.map((ref) => ref.subjectId)}::uuid[], ${refs.map((ref) => ref.recordId)}::uuid[])
      w (subject_id, record_id) join record_state s using (subject_id, record_id)`.execute(tx);
  return new Map(rows.map((row) => [row.record_id, row]));
}

/** Leaves of records whose action, or whole fact, is gone. */
async function missingActions(tx: Tx): Promise<CheckFinding[]> {
  const { rows } = await sql<{ subject_id: string | null; record_id: string; seq: number | null }>`
    select l.subject_id, l.record_id, l.seq from ledger.leaf l
    where l.record_id is not null and l.kind = any(${[...actionKinds]}::text[])
      and not exists (select from record_action a where a.leaf_id = l.leaf_id)
    order by l.record_id, l.seq`.execute(tx);
  return rows.map((row) => {
    const ref = { recordId: row.record_id, subjectId: row.subject_id };
    return finding('ACTION_MISSING', ref, row.seq, '存证中有此条目，但动作或整条记录已不存在');
  });
}

function finding(
  kind: CheckFindingKind,
  { recordId, subjectId }: { readonly recordId: string; readonly subjectId: string | null },
  seq: number | null,
  why: string,
): CheckFinding {
  const place = seq === null ? '' : `第 ${seq} 个动作`;
  const message = `记录 ${recordId} ${place}：${why}。请由安全管理员核查数据库操作日志。`;
  return { kind, recordId, subjectId, seq, message };
}
