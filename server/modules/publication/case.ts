import { isPlainDate, type PlainDate } from '../../platform/plain-date.ts';
import type { Level } from '../policy/index.ts';
import type { SubjectKind } from '../subjects/index.ts';

export type { SubjectKind };

/** What a decision on publicity looks at: one record, nothing around it. */
export interface PublicationCase {
  readonly classCode: string;
  /** Normalised cells of the record by field code. */
  readonly values: Readonly<Record<string, string>>;
  readonly subjectKind: SubjectKind;
  /** Confirmed or derived dishonesty level; null while nobody has classified it. */
  readonly level: Level | null;
  readonly kinds2021?: readonly string[];
  /** Code of the organisation that decided, for the rules of its sector. */
  readonly organisation: string;
  readonly factDate: PlainDate;
}

/** A cell that holds a day, in either spelling, as a plain date; null for anything else. */
export function dateCell(cell: string): PlainDate | null {
  const date = cell.replaceAll('/', '-').slice(0, 10);
  return isPlainDate(date) ? date : null;
}
