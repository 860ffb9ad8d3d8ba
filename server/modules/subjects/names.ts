import type { PlainDate } from '../../platform/plain-date.ts';
import type { NameChange } from './registration.ts';

/** One registered name of a subject with its days; `until` is null for the present one. */
export interface NameEntry {
  readonly nameKey: string;
  readonly name: string;
  readonly since: PlainDate | null;
  readonly until: PlainDate | null;
  readonly sourceRecord: string | null;
}

export type NameSource = Pick<NameEntry, 'nameKey' | 'name' | 'sourceRecord'>;

/**
 * The names after an entry of the register with its present name: an earlier present name becomes
 * a former one until that day. The same name again changes nothing.
 */
export function settleName(
  history: readonly NameEntry[],
  present: NameSource,
  since: PlainDate,
): NameEntry[] {
  const old = presentName(history);
  if (old?.nameKey === present.nameKey) return [...history];
  const others = history.filter((entry) => entry.nameKey !== present.nameKey);
  const ended = others.map((entry) => (entry === old ? { ...entry, until: since } : entry));
  return [...ended, { ...present, since, until: null }];
}

/**
 * The names after a registered change of name, whatever the order in which changes arrive: the
 * name before it ends on its day, the name after it begins there and ends with the next change.
 */
export function changeName(
  history: readonly NameEntry[],
  change: NameChange,
  before: NameSource | null,
  after: NameSource,
): NameEntry[] {
  const later = history
    .filter((entry) => entry.nameKey !== after.nameKey && entry.since !== null)
    .map((entry) => entry.since as PlainDate)
    .filter((since) => since > change.on)
    .sort()[0];
  const rest = history.filter((entry) => entry.nameKey !== after.nameKey);
  const known = before ? rest.find((entry) => entry.nameKey === before.nameKey) : undefined;
  const ended: NameEntry[] = rest.map((entry) =>
    entry === known || (entry.until === null && later === undefined)
      ? { ...entry, until: earliest(entry.until, change.on) }
      : entry,
  );
  if (before && !known && before.nameKey !== after.nameKey) {
    ended.push({ ...before, since: null, until: change.on });
  }
  return [...ended, { ...after, since: change.on, until: later ?? null }];
}

/** The present name, if any is known. */
export function presentName(history: readonly NameEntry[]): NameEntry | undefined {
  return history.find((entry) => entry.until === null);
}

function earliest(one: PlainDate | null, other: PlainDate): PlainDate {
  return one !== null && one < other ? one : other;
}
