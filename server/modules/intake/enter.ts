import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/db.ts';
import { compileClass, outcomeOf, type ClassJudge, type Finding } from '../catalogue/index.ts';
import { lookupRecords, registerRecords, type Existing, type NewRecord } from '../records/index.ts';
import {
  resolveSubjects,
  type LinkedSubject,
  type ResolvedSubject,
  type Suggestion,
} from '../subjects/index.ts';
import { senderActor, type BatchHead } from './batch.ts';
import { followRegister } from './follow-register.ts';
import { changeRecord } from './operations.ts';
import type { ReadyRow, RowToEnter } from './ready.ts';
import { storeFindingsOf, type StoreFindings } from './store-findings.ts';

/** What became of a row in the store; `findings` are those of the store rules only. */
export type Entered = { readonly findings: readonly Finding[] } & (
  | {
      readonly kind: 'NEW' | 'DUPLICATE' | 'CORRECTED' | 'REVOKED' | 'DELETED';
      readonly recordId: string;
      readonly subjectId: string;
    }
  | { readonly kind: 'REJECTED' }
  | { readonly kind: 'QUARANTINED'; readonly suggestions: readonly Suggestion[] }
);

export interface EnterOptions {
  /** Who acts, when it is not the account that sent the batch. */
  readonly actor?: Actor;
  /** A person's judgement whose record it is, instead of the matching by numbers. */
  readonly subject?: Pick<LinkedSubject, 'subjectId' | 'kind'>;
  /** Called once all is looked up: from here on the database has more to do than we have. */
  readonly whileStoring?: () => void;
}

/** What every step of one entering works with. */
export interface Store {
  readonly tx: Tx;
  readonly ctx: Context;
  readonly batch: BatchHead;
  readonly judges: ClassJudge;
  readonly actor: Actor;
}

/** A row on its way through the store rules. */
interface Passage extends ReadyRow {
  readonly findings: StoreFindings;
  readonly existing: Existing | null;
  readonly target: Existing | null;
  done: Entered | null;
}

/**
 * Judges rows by the store rules and enters the good ones, set-based and in the caller's
 * transaction: records with their leaves, subjects, corrections. Answers in the order of the rows.
 */
export async function enterRows(
  tx: Tx,
  ctx: Context,
  batch: BatchHead,
  rows: readonly ReadyRow[],
  options: EnterOptions = {},
): Promise<Entered[]> {
  const judges = compileClass(ctx.policy, batch.classCode);
  const store: Store = { tx, ctx, batch, judges, actor: options.actor ?? senderActor(batch) };
  const entered: Entered[] = [];
  for (const part of inOrder(rows)) {
    entered.push(...(await enterPart(store, part, options)));
  }
  return entered;
}

/**
 * Parts of the rows in which the order of the rows decides nothing: what a row adds, changes or ends
 * must be there, or gone, when a later row means the same record.
 */
function inOrder(rows: readonly ReadyRow[]): ReadyRow[][] {
  const parts: ReadyRow[][] = [];
  let part: ReadyRow[] = [];
  let added = new Set<string>();
  let changed = new Set<string>();
  for (const ready of rows) {
    const { operation, recordId, supersedes } = ready.operation;
    const names = [recordId, supersedes].flatMap((id) => (id ? [`id ${id}`] : []));
    const meant = [ready.hashes.identityHash.toString('latin1'), ...names];
    const adds = operation === 'ADD';
    if (meant.some((key) => changed.has(key) || (!adds && added.has(key)))) {
      parts.push(part);
      part = [];
      added = new Set();
      changed = new Set();
    }
    part.push(ready);
    for (const key of meant) (adds ? added : changed).add(key);
  }
  return part.length === 0 ? parts : [...parts, part];
}

async function enterPart(
  store: Store,
  rows: readonly ReadyRow[],
  options: EnterOptions,
): Promise<Entered[]> {
  const { tx, ctx, batch } = store;
  const passages = await lookUp(store, rows);
  for (const passage of passages) passage.done = decideByKey(batch, passage);
  const waiting = passages.filter((passage) => passage.done === null);
  const ending = waiting.filter(({ operation }) => isEnd(operation.operation));
  for (const passage of ending) {
    passage.done = await changeRecord(store, passage, null);
  }
  const entering = waiting.filter((passage) => passage.done === null);
  const subjects = options.subject
    ? entering.map(() => decided(options.subject as LinkedSubject))
    : await resolveSubjects(
        tx,
        ctx,
        entering.map(({ claim }) => ({ claim, sender: batch.organisation })),
      );
  const linked: { passage: Passage; subject: LinkedSubject }[] = [];
  for (const [index, passage] of entering.entries()) {
    const subject = subjects[index] as ResolvedSubject;
    if (subject.outcome === 'LINKED') linked.push({ passage, subject });
    else passage.done = decideByDoubt(passage, subject);
  }
  options.whileStoring?.();
  await register(store, linked);
  await followRegister(store, passages);
  return passages.map((passage) => passage.done as Entered);
}

async function lookUp({ tx, batch }: Store, rows: readonly ReadyRow[]): Promise<Passage[]> {
  const { classCode, organisation } = batch;
  const found = await lookupRecords(
    tx,
    rows.map(({ operation, hashes }) => ({
      classCode,
      organisation,
      hashes,
      externalId: operation.recordId,
      supersedes: operation.supersedes,
    })),
  );
  return rows.map((ready, index) => ({
    ...ready,
    findings: storeFindingsOf(ready.judge),
    existing: found[index]?.existing ?? null,
    target: found[index]?.target ?? null,
    done: null,
  }));
}

function isEnd(operation: string): boolean {
  return operation === 'REVOKE' || operation === 'DELETE';
}

/** What identity key and named record alone decide; null when the row goes on. */
function decideByKey(batch: BatchHead, passage: Passage): Entered | null {
  const { row, findings, operation, existing, target } = passage;
  if (operation.operation === 'ADD') return existing ? taken(findings, row, existing) : null;
  if (!target || target.organisation !== batch.organisation) {
    return { kind: 'REJECTED', findings: findings.targetMissing(row.values) };
  }
  const unchanged = operation.operation === 'UPDATE' && target.sameContent;
  return unchanged ? taken(findings, row, target) : null;
}

/** The key is taken: the same content is a duplicate that changes nothing, other content a finding. */
export function taken(findings: StoreFindings, row: RowToEnter, existing: Existing): Entered {
  const found = findings.taken(row.values, existing);
  if (existing.sameContent) {
    const { recordId, subjectId } = existing;
    return { kind: 'DUPLICATE', recordId, subjectId, findings: found };
  }
  const rejected = outcomeOf(found) !== 'QUARANTINED';
  return rejected
    ? { kind: 'REJECTED', findings: found }
    : { kind: 'QUARANTINED', findings: found, suggestions: [] };
}

function decideByDoubt(
  { row, findings }: Passage,
  subject: Exclude<ResolvedSubject, LinkedSubject>,
): Entered {
  if (subject.outcome === 'QUARANTINE') {
    const { suggestions } = subject;
    return { kind: 'QUARANTINED', findings: findings.doubtful(row.values, subject), suggestions };
  }
  // The gate of persons stands before the store; a row that comes here all the same is not kept.
  return {
    kind: 'REJECTED',
    findings: [
      {
        rule: 'GATE-PERSONS',
        field: '',
        severity: 'error',
        message: '自然人信息的归集尚未启用，本行没有入库。',
        messageEn: 'Data of natural persons is switched off; the row was not stored.',
        value: '',
        feedback: 'E3005',
      },
    ],
  };
}

async function register(
  store: Store,
  linked: readonly { passage: Passage; subject: LinkedSubject }[],
): Promise<void> {
  const { tx, ctx, batch, actor } = store;
  const added = linked.filter(({ passage }) => passage.operation.operation === 'ADD');
  const records = added.map(({ passage, subject }) => newRecord(batch, passage, subject));
  const registered = await registerRecords(tx, ctx, actor, records);
  for (const [index, { passage, subject }] of added.entries()) {
    const one = registered[index];
    const { row, findings } = passage;
    if (one?.outcome === 'NEW') {
      const { recordId, subjectId } = one;
      const notes = findings.linked(passage, subject);
      passage.done = { kind: 'NEW', recordId, subjectId, findings: notes };
    } else if (one) passage.done = taken(findings, row, one.existing);
  }
  for (const { passage, subject } of linked) {
    if (passage.done !== null) continue;
    const record = newRecord(batch, passage, subject);
    const changed = await changeRecord(store, passage, record);
    const notes = changed.kind === 'CORRECTED' ? passage.findings.linked(passage, subject) : [];
    passage.done = { ...changed, findings: [...changed.findings, ...notes] };
  }
}

function newRecord(
  batch: BatchHead,
  { row, operation, hashes, factDate, own }: Passage,
  subject: LinkedSubject,
): NewRecord {
  return {
    subjectId: subject.subjectId,
    subjectKind: subject.kind,
    classCode: batch.classCode,
    organisation: batch.organisation,
    externalId: operation.recordId,
    batchId: batch.batchId,
    rowNumber: row.rowNumber,
    factDate,
    receivedAt: batch.receivedAt,
    // Cells are read only where they are asked for.
    get values() {
      return row.values;
    },
    hashes,
    ...(own === null ? {} : { own }),
  };
}

function decided(subject: Pick<LinkedSubject, 'subjectId' | 'kind'>): LinkedSubject {
  return {
    ...subject,
    outcome: 'LINKED',
    by: 'USCC',
    isNew: false,
    provisional: false,
    registeredOn: null,
  };
}
