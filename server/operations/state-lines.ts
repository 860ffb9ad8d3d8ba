/** What the lines are made from. */
export interface StateFigures {
  readonly arrived: number;
  readonly recordsToday: number;
  readonly unfinished: number;
  readonly oldestUnfinished: Date | null;
  readonly failedBatches: number;
  readonly quarantined: number;
  readonly quarantinedSince: Date | null;
  readonly doubts: number;
  readonly unclassified: number;
  readonly checkpointAt: Date | null;
  readonly leaves: number;
  readonly unsequenced: number;
  readonly witnesses: number;
  /** The oldest of the nightly comparisons, null while one never ran, and what they found. */
  readonly checks: { readonly oldestAt: string | null; readonly found: number };
  readonly setBacks: number;
  readonly backupAt: string | null;
  readonly room: { readonly megabytes: number | null; readonly enough: boolean };
  readonly jobsWaiting: number;
  readonly jobsFailed: number;
}

export const lineKeys = [
  'setBacks',
  'selfCheck',
  'disk',
  'failedBatches',
  'jobs',
  'backup',
  'held',
  'quarantine',
  'doubts',
  'classification',
  'checkpoint',
  'witnesses',
  'arrived',
] as const;
export type LineKey = (typeof lineKeys)[number];

export const tones = ['bad', 'attention', 'info', 'good'] as const;
export type Tone = (typeof tones)[number];

/** One sentence of the state: which one, how urgent, and what is filled in. Its words stand in the desk's texts. */
export interface StateLine {
  readonly key: LineKey;
  /** The sentence among those of this key. */
  readonly variant: string;
  readonly tone: Tone;
  readonly count: number | null;
  readonly more: number | null;
  /** An instant the sentence names. */
  readonly since: string | null;
}

const HOUR_MS = 3_600_000;
/** Patience before a line asks for attention; habits of operation, not law. */
const patience = { batchHours: 1, nightlyHours: 26, backupHours: 26, roomMegabytes: 2048 } as const;

/** The lines of the state, the urgent ones first. */
export function linesOf(figures: StateFigures, now: Date): StateLine[] {
  const lines = lineKeys.map((key) => ({ key, ...blank, ...makers[key](figures, now) }));
  return lines.toSorted((one, other) => tones.indexOf(one.tone) - tones.indexOf(other.tone));
}

const blank = { count: null, more: null, since: null } as const;
type Said = Pick<StateLine, 'variant' | 'tone'> & Partial<StateLine>;
type Maker = (figures: StateFigures, now: Date) => Said;

const none = { variant: 'none', tone: 'good' } as const;

function waiting(count: number, since: Date | null = null): Said {
  if (count === 0) return none;
  return { variant: 'some', tone: 'attention', count, since: since?.toISOString() ?? null };
}

function isOlder(at: string | Date, hours: number, now: Date): boolean {
  return now.getTime() - new Date(at).getTime() > hours * HOUR_MS;
}

const makers: Readonly<Record<LineKey, Maker>> = {
  setBacks: ({ setBacks }) =>
    setBacks === 0 ? none : { variant: 'some', tone: 'bad', count: setBacks },
  selfCheck({ checks: { oldestAt, found } }, now) {
    if (found > 0) return { variant: 'found', tone: 'bad', count: found, since: oldestAt };
    if (oldestAt === null) return { variant: 'notYet', tone: 'info' };
    return isOlder(oldestAt, patience.nightlyHours, now)
      ? { variant: 'late', tone: 'attention', since: oldestAt }
      : { variant: 'whole', tone: 'good', since: oldestAt };
  },
  disk({ room: { megabytes, enough } }) {
    if (!enough) return { variant: 'full', tone: 'bad', count: megabytes };
    if (megabytes === null) return { variant: 'unknown', tone: 'info' };
    return megabytes < patience.roomMegabytes
      ? { variant: 'little', tone: 'attention', count: megabytes }
      : { variant: 'enough', tone: 'good', count: megabytes };
  },
  failedBatches: ({ failedBatches }) =>
    failedBatches === 0 ? none : { variant: 'some', tone: 'bad', count: failedBatches },
  jobs({ jobsFailed, jobsWaiting }) {
    if (jobsFailed > 0)
      return { variant: 'failed', tone: 'bad', count: jobsFailed, more: jobsWaiting };
    return jobsWaiting === 0 ? none : { variant: 'waiting', tone: 'info', count: jobsWaiting };
  },
  backup({ backupAt }, now) {
    if (backupAt === null) return { variant: 'never', tone: 'attention' };
    return isOlder(backupAt, patience.backupHours, now)
      ? { variant: 'late', tone: 'attention', since: backupAt }
      : { variant: 'made', tone: 'good', since: backupAt };
  },
  held({ unfinished, oldestUnfinished }, now) {
    if (unfinished === 0 || oldestUnfinished === null) return none;
    const late = isOlder(oldestUnfinished, patience.batchHours, now);
    return {
      variant: late ? 'late' : 'some',
      tone: late ? 'attention' : 'info',
      count: unfinished,
      since: oldestUnfinished.toISOString(),
    };
  },
  quarantine: ({ quarantined, quarantinedSince }) => waiting(quarantined, quarantinedSince),
  doubts: ({ doubts }) => waiting(doubts),
  classification: ({ unclassified }) => waiting(unclassified),
  checkpoint({ checkpointAt, leaves, unsequenced }) {
    if (checkpointAt === null) return { variant: 'none', tone: 'info' };
    return {
      variant: 'signed',
      tone: 'good',
      count: leaves,
      more: unsequenced,
      since: checkpointAt.toISOString(),
    };
  },
  witnesses: ({ witnesses }) =>
    witnesses === 0
      ? { variant: 'none', tone: 'attention' }
      : { variant: 'some', tone: 'good', count: witnesses },
  arrived: ({ arrived, recordsToday }) =>
    arrived === 0
      ? { variant: 'none', tone: 'info' }
      : { variant: 'some', tone: 'info', count: arrived, more: recordsToday },
};
