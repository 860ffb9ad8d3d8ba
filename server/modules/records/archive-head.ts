import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { gather } from '../../platform/gather.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import {
  checkedPurpose,
  noteReading,
  requirePermission,
  writeReadings,
  type Reading,
} from '../access/index.ts';
import type { SubjectKind } from '../subjects/index.ts';
import type { Polarity } from './content.ts';
import type { RecordStatus } from './fold.ts';
import { problem } from './problem.ts';
import type { ShownSubject } from './shown-subject.ts';
import { isShared, seesFull } from './sight.ts';

export interface HeadRequest {
  readonly uscc: string;
  readonly purpose: string;
}

/** What an archive holds, without its records: who it is about, how much, and since when unchanged. */
export interface ArchiveHead {
  readonly subject: ShownSubject;
  readonly counts: readonly {
    readonly classCode: string;
    readonly status: RecordStatus;
    readonly count: number;
  }[];
  readonly total: number;
  /** Instant of the newest change the actor may know of; null while there is nothing. */
  readonly latestChange: string | null;
  readonly asOf: PlainDate;
}

/** A record as far as its head needs it; an end date stands in clear only with its public item. */
interface CountedRecord {
  readonly classCode: string;
  readonly organisation: string;
  readonly polarity: Polarity;
  readonly factDate: PlainDate;
  readonly status: RecordStatus;
  readonly active: boolean;
  /** Whether its public item is still shown today. */
  readonly shown: boolean;
  /** Instants in milliseconds. */
  readonly received: number;
  readonly changed: number;
}

interface HeadRow {
  readonly subject_id: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly uscc: string;
  readonly provisional: boolean;
  readonly former_names: readonly string[];
  readonly records: readonly CountedRecord[];
}

interface Asked extends HeadRequest {
  readonly actor: Actor;
}

type Found = { readonly head: ArchiveHead; readonly reading: Reading } | null;

const CODE = /^[0-9A-Z]{18}$/;

/**
 * Answers heads of archives as of today, with the sight of `archive` (K12). Requests of one caller
 * that arrive together are read, and their readings committed, in one transaction before any of
 * them is answered (K14). Throws ARCHIVE_NOT_FOUND.
 */
export function archiveHeads(
  ctx: Context,
): (actor: Actor, request: HeadRequest) => Promise<ArchiveHead> {
  const find = gather(
    ({ actor }: Asked) => JSON.stringify(actor),
    (asked) => findHeads(ctx, asked),
  );
  return async (given, { uscc, purpose }) => {
    const actor = requirePermission(given, 'subject.read');
    const asked = { actor, uscc, purpose: checkedPurpose(purpose) };
    const found = CODE.test(uscc) ? await find(asked) : null;
    if (!found) throw problem('ARCHIVE_NOT_FOUND', { uscc });
    noteReading(found.reading);
    return found.head;
  };
}

async function findHeads(ctx: Context, asked: readonly Asked[]): Promise<Found[]> {
  const actor = asked[0]?.actor as Actor;
  const today = ctx.clock.today();
  // Reads across departments, which row security would hide; what the caller may know is counted below.
  return inTransaction(ctx.db.app, { ...actor, scope: 'all' }, async (tx) => {
    const codes = [...new Set(asked.map(({ uscc }) => uscc))];
    const { rows } = await headRows(codes, today).execute(tx);
    const byCode = new Map(rows.map((row) => [row.uscc, row]));
    const found = asked.map(({ uscc, purpose }) => {
      const row = byCode.get(uscc);
      return row ? answer(ctx, actor, row, purpose, today) : null;
    });
    await writeReadings(
      tx,
      actor,
      found.flatMap((one) => (one ? [one.reading] : [])),
    );
    return found;
  });
}

function headRows(codes: readonly string[], today: PlainDate) {
  return sql<HeadRow>`
    select s.subject_id, s.kind, s.name, i.value as uscc, s.provisional,
      array(select n.name from subject_name n
        where n.subject_id = s.subject_id and n.until is not null
        order by n.until desc) as former_names,
      coalesce((select json_agg(json_build_object(
          'classCode', r.class_code, 'organisation', r.organisation_code,
          'polarity', f.polarity, 'factDate', f.fact_date, 'status', r.status, 'active', r.active,
          'shown', p.record_id is not null,
          'received', floor(extract(epoch from f.received_at) * 1000)::bigint,
          'changed', floor(extract(epoch from a.at) * 1000)::bigint))
        from record_state r
        join record_fact f on (f.subject_id, f.record_id) = (r.subject_id, r.record_id)
        join record_action a
          on (a.subject_id, a.record_id, a.seq) = (r.subject_id, r.record_id, r.last_seq)
        left join portal.item p
          on (p.subject_id, p.record_id) = (r.subject_id, r.record_id)
          and (p.shown_until is null or p.shown_until > ${today}::date)
        where r.subject_id = s.subject_id), '[]') as records
    from subject_identifier i
    join subject s using (subject_id)
    where i.kind = 'USCC' and i.value = any(${codes}::text[])`;
}

function answer(
  ctx: Context,
  actor: Actor,
  row: HeadRow,
  purpose: string,
  today: PlainDate,
): { head: ArchiveHead; reading: Reading } {
  const counts = new Map<string, ArchiveHead['counts'][number]>();
  let total = 0;
  let latest = 0;
  for (const record of row.records) {
    const isOver = record.status === 'PUBLISHED' && !record.shown;
    const state = isOver
      ? { status: 'EXPIRED' as const, active: false }
      : { status: record.status, active: record.active };
    const full = seesFull(actor, record, state);
    if (!full && !isShared(ctx.policy, record, state)) continue;
    const { classCode } = record;
    const key = `${classCode} ${state.status}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { classCode, status: state.status, count });
    total += 1;
    // Others see no history (K12): to them a record has stood unchanged since it was received.
    latest = Math.max(latest, full ? record.changed : record.received);
  }
  return {
    head: {
      subject: {
        subjectId: row.subject_id,
        kind: row.kind,
        name: row.name,
        uscc: row.uscc,
        provisional: row.provisional,
        formerNames: row.former_names,
      },
      counts: [...counts.entries()]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, count]) => count),
      total,
      latestChange: latest === 0 ? null : new Date(latest).toISOString(),
      asOf: today,
    },
    reading: {
      output: 'subjects.head',
      purpose,
      subjectId: row.subject_id,
      detail: { total },
    },
  };
}
