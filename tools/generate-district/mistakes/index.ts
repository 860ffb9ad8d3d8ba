import type { PlannedRow } from '../assemble.ts';
import type { PlainDate } from '../dates.ts';
import type { Profile } from '../profiles.ts';
import type { Random } from '../random.ts';
import type { Registrations } from '../registrations.ts';
import type { Subject } from '../subjects.ts';
import { generalMistakes } from './general.ts';
import { particularMistakes } from './particular.ts';
import type { Mistake } from './plant.ts';

const mistakes = [...generalMistakes, ...particularMistakes];
const byKind = new Map(mistakes.map((mistake) => [mistake.kind, mistake]));
const TRIES = 60;

/** Every kind of mistake there is. */
export const mistakeKinds: readonly string[] = [...byKind.keys()];

/** What planting needs to know besides the rows. */
export interface Ground {
  /** Subjects whose registration is sent. */
  readonly registered: readonly Subject[];
  readonly registrations: Registrations;
  readonly random: Random;
  readonly today: PlainDate;
}

/**
 * Plants about `share` of the rows with one mistake each, every kind in turn, and labels each wrong
 * cell. Rows other rows rest on stay good.
 */
export function plantMistakes(rows: readonly PlannedRow[], share: number, ground: Ground): void {
  const byClass = Map.groupBy(rows, (row) => row.cls.code);
  // Between "every row alike" and "every class alike", so that small classes have mistakes, but not too many.
  const weights = [...byClass].map(([code, own]) => [code, Math.sqrt(own.length)] as const);
  const wanted = Math.max(mistakes.length, Math.round(rows.length * share));
  for (let index = 0; index < wanted; index += 1) {
    const mistake = mistakes[index % mistakes.length];
    if (mistake === undefined) break;
    plantOne(mistake, ground, () => {
      const code =
        mistake.classes === undefined
          ? ground.random.weighted(weights)
          : ground.random.pick(mistake.classes);
      return byClass.get(code) ?? [];
    });
  }
}

/** Plants the mistakes of the sender's profile, as often as it makes them; all rows are its own. */
export function plantByProfile(
  rows: readonly PlannedRow[],
  profile: Profile,
  ground: Ground,
): void {
  const kinds = Object.entries(profile.mistakes);
  const byClass = Map.groupBy(rows, (row) => row.cls.code);
  for (let left = timesOf(rows.length, profile.wrongPercent, ground.random); left > 0; left -= 1) {
    // A kind its classes do not know gives way to the next draw.
    for (let draws = 0; draws < kinds.length * 2; draws += 1) {
      const mistake = byKind.get(ground.random.weighted(kinds));
      const fitting = mistake?.classes?.flatMap((code) => byClass.get(code) ?? []) ?? rows;
      if (mistake && plantOne(mistake, ground, () => fitting)) break;
    }
  }
}

/** So many of `rows` as the percentage says; a broken rest is drawn. */
export function timesOf(rows: number, percent: number, random: Random): number {
  const exact = (rows * percent) / 100;
  return Math.floor(exact) + (random.chance(exact % 1) ? 1 : 0);
}

function plantOne(mistake: Mistake, ground: Ground, from: () => readonly PlannedRow[]): boolean {
  const { random, today, registered, registrations } = ground;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const own = from();
    if (own.length === 0) continue;
    const row = random.pick(own);
    if (row.fixed || row.labels.length > 0) continue;
    const keepRegistered = (subject: Subject): boolean => registrations.keep(subject);
    if (mistake.plant({ row, random, today, other: random.pick(registered), keepRegistered }))
      return true;
  }
  return false;
}
