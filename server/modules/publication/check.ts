import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inSnapshot, type Tx } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { canonicalJson } from '../ledger/index.ts';
import { openPayloads, statusZh, type OpenRecord, type RecordRef } from '../records/index.ts';
import { subjectsById } from '../subjects/index.ts';
import { decideRecord, type Registered } from './items.ts';
import { registeredOperators } from './operators.ts';
import type { NewItem } from './store.ts';

/** One difference between what is public and what the actions of the record say, in words. */
export interface PublishedFinding {
  readonly kind: 'ITEM_WITHOUT_RECORD' | 'ITEM_NOT_PUBLISHED' | 'ITEM_MISSING' | 'ITEM_DIFFERS';
  readonly recordId: string;
  readonly message: string;
}

interface ShownItem extends Omit<NewItem, 'ref'> {
  readonly recordId: string;
}

const PAGE = 500;

/**
 * Compares everything public with the fold of the record's actions: what was withdrawn must not be
 * back, what was published must not be gone, period, address and words must be those of the
 * decision. Names the record of each difference; a page of records is one picture of the database.
 */
export async function checkPublished(
  ctx: Context,
  signal?: AbortSignal,
): Promise<{ readonly checked: number; readonly findings: readonly PublishedFinding[] }> {
  const findings: PublishedFinding[] = [];
  let checked = 0;
  for (let after: RecordRef | undefined; ;) {
    signal?.throwIfAborted();
    const refs = await inSnapshot(ctx.db.app, system, async (tx) => {
      const page = await nextRefs(tx, after);
      findings.push(...(await checkPage(tx, ctx, page)));
      return page;
    });
    checked += refs.length;
    after = refs.at(-1);
    if (refs.length < PAGE || after === undefined) return { checked, findings };
  }
}

/** Records that are public, or should be by their stored state. */
async function nextRefs(tx: Tx, after: RecordRef | undefined): Promise<RecordRef[]> {
  const later = after
    ? sql`(subject_id, record_id) > (${after.subjectId}::uuid, ${after.recordId}::uuid)`
    : sql`true`;
  const { rows } = await sql<{ subject_id: string; record_id: string }>`
    (select subject_id, record_id from portal.item where ${later} order by 1, 2 limit ${PAGE})
    union (select subject_id, record_id from record_state where status = 'PUBLISHED' and ${later}
      order by 1, 2 limit ${PAGE})
    order by 1, 2 limit ${PAGE}`.execute(tx);
  return rows.map((row) => ({ subjectId: row.subject_id, recordId: row.record_id }));
}

async function checkPage(
  tx: Tx,
  ctx: Context,
  refs: readonly RecordRef[],
): Promise<PublishedFinding[]> {
  const ids = refs.map(({ recordId }) => recordId);
  const items = await itemsOf(tx, ids);
  const records = await openReadable(tx, ctx, ids);
  const registered = await registeredOf(tx, ctx, [...records.values()]);
  return ids.flatMap((recordId) => {
    const item = items.get(recordId);
    const record = records.get(recordId);
    if (record === undefined) return [finding('ITEM_WITHOUT_RECORD', recordId, '没有可读的记录')];
    const { status } = record.state;
    if (status !== 'PUBLISHED') {
      const why = `记录的状态是“${statusZh[status]}”，却仍在公示页面上，可能被人工放回`;
      return item ? [finding('ITEM_NOT_PUBLISHED', recordId, why)] : [];
    }
    if (item === undefined)
      return [finding('ITEM_MISSING', recordId, '记录应当公示，公示页面上却没有')];
    const differing = differences(ctx, record, item, registered(record));
    const why = `公示的内容与决定不一致（${differing.join('、')}），可能被改写`;
    return differing.length > 0 ? [finding('ITEM_DIFFERS', recordId, why)] : [];
  });
}

/** What of a public item is not as decided: address and period by the action, words by deciding again. */
function differences(
  ctx: Context,
  record: OpenRecord,
  item: ShownItem,
  registered: Registered,
): string[] {
  const detail = record.actions.findLast(({ kind }) => kind === 'published')?.detail ?? {};
  const wanted: [string, unknown, unknown][] = [
    ['网址', item.publicId, detail['publicId']],
    ['公示起始日', item.shownFrom, detail['from']],
    ['公示截止日', item.shownUntil, detail['until'] ?? null],
  ];
  // Another policy words things otherwise; then only what the action fixed can be compared.
  const again =
    detail['policy'] === ctx.policy.hash
      ? decideRecord(ctx.policy, record, registered, item.shownFrom).item
      : null;
  if (again) {
    wanted.push(
      ['标题', item.title, again.title],
      ['栏目', item.section, again.section],
      ['内容', canonicalJson(item.fields), canonicalJson(again.fields)],
      ['失信标记', item.negative, again.negative],
      ['失信等级', item.level, again.level],
      ['认定机关', item.authority, again.authority],
      ['来源单位', item.sourceUnit, again.sourceUnit],
      ['事实日期', item.factDate, again.factDate],
      ['依据', item.basis, again.basis],
    );
  }
  return wanted.filter(([, shown, decided]) => shown !== decided).map(([what]) => what);
}

async function registeredOf(
  tx: Tx,
  ctx: Context,
  records: readonly OpenRecord[],
): Promise<(record: OpenRecord) => Registered> {
  const subjects = await subjectsById(
    tx,
    records.map(({ fact }) => fact.subjectId),
  );
  const households = [...subjects].filter(([, { kind }]) => kind === 'INDIVIDUAL_BUSINESS');
  const operators = await registeredOperators(
    tx,
    ctx,
    households.map(([id]) => id),
  );
  return ({ fact: { subjectId } }) => ({
    kind: subjects.get(subjectId)?.kind,
    operator: operators.get(subjectId) ?? '',
  });
}

/** Records by id; one that cannot be opened is named by the comparison of the records themselves. */
async function openReadable(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, OpenRecord>> {
  try {
    const opened = await openPayloads(tx, ctx, ids);
    return new Map(opened.map((record) => [record.fact.recordId, record]));
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'SEALED_UNREADABLE')) throw error;
    if (ids.length <= 1) return new Map();
  }
  const alone = await Promise.all(ids.map((id) => openReadable(tx, ctx, [id])));
  return new Map(alone.flatMap((one) => [...one]));
}

async function itemsOf(tx: Tx, recordIds: readonly string[]): Promise<Map<string, ShownItem>> {
  const { rows } = await sql<ShownItem>`
    select record_id as "recordId", public_id as "publicId", class_code as "classCode", section, title, fields,
      negative, level, organisation_code as organisation, source_unit as "sourceUnit", authority,
      fact_date as "factDate", shown_from as "shownFrom", shown_until as "shownUntil", basis
    from portal.item where record_id = any(${recordIds}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.recordId, row]));
}

function finding(kind: PublishedFinding['kind'], recordId: string, why: string): PublishedFinding {
  return {
    kind,
    recordId,
    message: `记录 ${recordId}：${why}。请由安全管理员核查数据库操作日志。`,
  };
}
