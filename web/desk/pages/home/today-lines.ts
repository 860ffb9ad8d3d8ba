import type { Today } from '../../calls/today.ts';

type ToMend = Today['toMend'][number];
type NotAccepted = Today['notAccepted'][number];

/** One thing that waits; each is one step from its work. */
export type Line =
  | { readonly kind: 'toMend'; readonly batch: ToMend; readonly isUrgent: boolean }
  | { readonly kind: 'notAccepted'; readonly batch: NotAccepted }
  | { readonly kind: 'classification'; readonly count: number }
  | { readonly kind: 'more'; readonly files: number; readonly rows: number }
  | { readonly kind: 'held'; readonly count: number };

/** Rows that are deleted within so many days are urgent. */
const URGENT_DAYS = 3;

/**
 * What waits, the most urgent first: rows about to be deleted, files not accepted, other rows to
 * correct, levels to decide; at the end what waits for others.
 */
export function linesOf(today: Today, daysUntil: (date: string) => number): Line[] {
  const toMend = today.toMend.map((batch) => ({
    kind: 'toMend' as const,
    batch,
    isUrgent: daysUntil(batch.expiresOn) <= URGENT_DAYS,
  }));
  const { classification, filesToMend, rowsToMend, rowsHeld } = today;
  return [
    ...toMend.filter(({ isUrgent }) => isUrgent),
    ...today.notAccepted.map((batch) => ({ kind: 'notAccepted' as const, batch })),
    ...toMend.filter(({ isUrgent }) => !isUrgent),
    ...(filesToMend > toMend.length
      ? [{ kind: 'more' as const, files: filesToMend, rows: rowsToMend }]
      : []),
    ...(classification ? [{ kind: 'classification' as const, count: classification }] : []),
    ...(rowsHeld > 0 ? [{ kind: 'held' as const, count: rowsHeld }] : []),
  ];
}
