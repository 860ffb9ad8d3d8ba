import type { PlannedRow } from './assemble.ts';
import type { Subject } from './subjects.ts';

/** Which registrations are sent without mistake. Their rows are kept only until they are written. */
export class Registrations {
  readonly #rows = new Map<Subject, PlannedRow>();
  readonly #good = new Set<Subject>();

  /** Notes the registrations among rows that may still be spoiled. */
  note(rows: readonly PlannedRow[]): void {
    for (const row of rows) if (row.cls.code === 'REG_BASIC') this.#rows.set(row.fact.subject, row);
  }

  /** Whether the registration of a subject is good; if so it is kept that way. */
  keep(subject: Subject): boolean {
    const row = this.#rows.get(subject);
    if (row === undefined) return this.#good.has(subject);
    if (row.labels.length > 0) return false;
    row.fixed = true;
    return true;
  }

  /** Lets the rows go: they are written and do not change any more. */
  settle(): void {
    for (const [subject, row] of this.#rows) if (row.labels.length === 0) this.#good.add(subject);
    this.#rows.clear();
  }
}
