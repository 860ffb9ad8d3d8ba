import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { gather } from '../../platform/gather.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import {
  checkedPurpose,
  newReadingId,
  noteReading,
  requirePermission,
  type Reading,
} from '../access/index.ts';
import type { SubjectKind } from '../subjects/index.ts';
import {
  countedRecords,
  KeptRecords,
  type CountedRecord,
  type StampedRecords,
} from './counted-records.ts';
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

interface HeadRow {
  readonly subject_id: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly uscc: string;
  readonly provisional: boolean;
  readonly former_names: readonly string[];
  readonly stamp: string;
  /** A line for each record; null when there is none, and when the stamp is the one sent. */
  readonly records: string | null;
}

interface Asked extends HeadRequest {
  readonly actor: Actor;
}

type Found = { readonly head: ArchiveHead; readonly reading: Reading } | null;

const CODE = /^[0-9A-Z]{18}$/;
/** While one run waits for the disk, the database works on the other. */
const RUNS_AT_ONCE = 2;

/**
 * Answers heads of archives as of today, with the sight of `archive` (K12). Requests of one caller
 * that arrive together are read, and their readings committed, in one transaction before any of
 * them is answered (K14). Throws ARCHIVE_NOT_FOUND.
 */
export function archiveHeads(
  ctx: Context,
): (actor: Actor, request: HeadRequest) => Promise<ArchiveHead> {
  const kept = new KeptRecords();
  const find = gather(
    ({ actor }: Asked) => JSON.stringify(actor),
    (asked) => findHeads(ctx, kept, asked),
    RUNS_AT_ONCE,
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

async function findHeads(
  ctx: Context,
  kept: KeptRecords,
  asked: readonly Asked[],
): Promise<Found[]> {
  const actor = asked[0]?.actor as Actor;
  const today = ctx.clock.today();
  const known = new Map(asked.map(({ uscc }) => [uscc, kept.get(uscc)]));
  const column = <T>(pick: (one: Asked) => T): T[] => asked.map(pick);
  // One statement is one transaction: it is committed, readings included, before its rows come back.
  const { rows } = await ctx.db.raw.query<HeadRow>({
    name: 'archive-heads',
    text: 'select * from credit.archive_heads($1, $2, $3, $4, $5, $6, $7, $8)',
    values: [
      actor.account,
      actor.organisation,
      actor.channel,
      column(({ uscc }) => uscc),
      column(({ purpose }) => purpose),
      column(newReadingId),
      column(({ uscc }) => known.get(uscc)?.stamp ?? null),
      today,
    ],
  });
  const asker = JSON.stringify([actor, today]);
  const heads = new Map(
    rows.map((row) => {
      const records = recordsOf(row, known.get(row.uscc) ?? null, kept);
      return [row.uscc, headOf(row, countedFor(ctx, actor, asker, records), today)];
    }),
  );
  return asked.map(({ uscc, purpose }) => {
    const head = heads.get(uscc);
    if (!head) return null;
    const { subjectId } = head.subject;
    return { head, reading: { output: 'subjects.head', purpose, subjectId } };
  });
}

function recordsOf(
  { uscc, stamp, records }: HeadRow,
  known: StampedRecords | null,
  kept: KeptRecords,
): readonly CountedRecord[] {
  if (known?.stamp === stamp) return known.records;
  const read = { stamp, records: records === null ? [] : countedRecords(records) };
  kept.set(uscc, read);
  return read.records;
}

function headOf(row: HeadRow, counted: Counted, asOf: PlainDate): ArchiveHead {
  const { counts, total, latestChange } = counted;
  return {
    subject: {
      subjectId: row.subject_id,
      kind: row.kind,
      name: row.name,
      uscc: row.uscc,
      provisional: row.provisional,
      formerNames: row.former_names,
    },
    counts,
    total,
    latestChange,
    asOf,
  };
}

type Counted = Pick<ArchiveHead, 'counts' | 'total' | 'latestChange'>;

/** What was counted last of the kept records of an archive, and for whom on which day. */
const lastCounted = new WeakMap<readonly CountedRecord[], Counted & { readonly asker: string }>();

/** The counts of the records the actor may know of; who asks again about the same gets the same. */
function countedFor(
  ctx: Context,
  actor: Actor,
  asker: string,
  records: readonly CountedRecord[],
): Counted {
  const last = lastCounted.get(records);
  if (last?.asker === asker) return last;
  const counted = { asker, ...countRecords(ctx, actor, records) };
  lastCounted.set(records, counted);
  return counted;
}

function countRecords(ctx: Context, actor: Actor, records: readonly CountedRecord[]): Counted {
  const counts = new Map<string, ArchiveHead['counts'][number]>();
  let total = 0;
  let latest = 0;
  for (const record of records) {
    const { classCode, status, active } = record;
    const isOver = status === 'PUBLISHED' && !record.shown;
    const state = isOver ? { status: 'EXPIRED' as const, active: false } : { status, active };
    const full = seesFull(actor, record, state);
    if (!full && !isShared(ctx.policy, record, state)) continue;
    const key = `${classCode} ${state.status}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { classCode, status: state.status, count });
    total += 1;
    // Others see no history (K12): to them a record has stood unchanged since it was received.
    latest = Math.max(latest, full ? record.changed : record.received);
  }
  return {
    counts: [...counts.entries()]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, count]) => count),
    total,
    latestChange: latest === 0 ? null : new Date(latest).toISOString(),
  };
}
