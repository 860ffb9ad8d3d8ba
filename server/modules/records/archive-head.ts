import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { gather } from '../../platform/gather.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { checkedPurpose, noteReading, requirePermission, type Reading } from '../access/index.ts';
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

/**
 * A record as far as its head needs it. An end date stands in clear only with its public item:
 * `shown` says whether that is still shown today. Instants are milliseconds.
 */
type CountedRecord = readonly [
  classCode: string,
  organisation: string,
  polarity: Polarity,
  factDate: PlainDate,
  status: RecordStatus,
  active: boolean,
  shown: boolean,
  received: number,
  changed: number,
];

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
  const column = <T>(pick: (one: Asked) => T): T[] => asked.map(pick);
  // One statement is one transaction: it is committed, readings included, before its rows come back.
  const { rows } = await ctx.db.raw.query<HeadRow>({
    name: 'archive-heads',
    text: 'select * from credit.archive_heads($1, $2, $3, $4, $5, $6)',
    values: [
      actor.account,
      actor.organisation,
      actor.channel,
      column(({ uscc }) => uscc),
      column(({ purpose }) => purpose),
      today,
    ],
  });
  const byCode = new Map(rows.map((row) => [row.uscc, row]));
  return asked.map(({ uscc, purpose }) => {
    const row = byCode.get(uscc);
    return row ? answer(ctx, actor, row, purpose, today) : null;
  });
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
    const [classCode, organisation, polarity, factDate, status, active, shown, received, changed] =
      record;
    const isOver = status === 'PUBLISHED' && !shown;
    const state = isOver ? { status: 'EXPIRED' as const, active: false } : { status, active };
    const full = seesFull(actor, { organisation }, state);
    if (!full && !isShared(ctx.policy, { classCode, factDate, polarity }, state)) continue;
    const key = `${classCode} ${state.status}`;
    const count = (counts.get(key)?.count ?? 0) + 1;
    counts.set(key, { classCode, status: state.status, count });
    total += 1;
    // Others see no history (K12): to them a record has stood unchanged since it was received.
    latest = Math.max(latest, full ? changed : received);
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
    },
  };
}
