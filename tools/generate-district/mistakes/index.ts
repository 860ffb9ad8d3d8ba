import type { PlannedRow } from '../assemble.ts';
import type { PlainDate } from '../dates.ts';
import type { Random } from '../random.ts';
import type { Subject } from '../subjects.ts';
import { generalMistakes } from './general.ts';
import { particularMistakes } from './particular.ts';

const mistakes = [...generalMistakes, ...particularMistakes];

/**
 * Plants about `share` of the rows with one mistake each, every kind in turn, and labels each wrong
 * cell. Rows other rows rest on stay good.
 */
export function plantMistakes(
  rows: readonly PlannedRow[],
  subjects: readonly Subject[],
  share: number,
  random: Random,
  today: PlainDate,
): void {
  const byClass = new Map<string, PlannedRow[]>();
  const registrations = new Map<Subject, PlannedRow>();
  for (const row of rows) {
    const own = byClass.get(row.cls.code);
    if (own === undefined) byClass.set(row.cls.code, [row]);
    else own.push(row);
    if (row.cls.code === 'REG_BASIC') registrations.set(row.fact.subject, row);
  }
  const registered = subjects.filter((subject) => !subject.provisional);
  const keepRegistered = (subject: Subject): boolean => {
    const registration = registrations.get(subject);
    if (registration === undefined || registration.labels.length > 0) return false;
    registration.fixed = true;
    return true;
  };
  // Between "every row alike" and "every class alike", so that small classes have mistakes, but not too many.
  const weights = [...byClass].map(([code, own]) => [code, Math.sqrt(own.length)] as const);
  const wanted = Math.max(mistakes.length, Math.round(rows.length * share));
  for (let index = 0; index < wanted; index += 1) {
    const mistake = mistakes[index % mistakes.length];
    if (mistake === undefined) break;
    for (let tries = 0; tries < 60; tries += 1) {
      const code =
        mistake.classes === undefined ? random.weighted(weights) : random.pick(mistake.classes);
      const own = byClass.get(code) ?? [];
      if (own.length === 0) continue;
      const row = random.pick(own);
      if (row.fixed || row.labels.length > 0) continue;
      if (mistake.plant({ row, random, today, other: random.pick(registered), keepRegistered }))
        break;
    }
  }
}
