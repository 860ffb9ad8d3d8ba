/** Division codes of 6, 9 or 12 digits (GB/T 2260 and the statistical codes below it). */

export type DivisionError = 'FORMAT' | 'OUTSIDE' | 'UNKNOWN';
export type DivisionArgs = {
  readonly lengths: readonly number[];
  readonly under: string;
  readonly known: ReadonlySet<string>;
};

/** First error in the documented order, or null; a village code is known when its first nine digits are. */
export function checkDivisionCode(value: string, args: DivisionArgs): DivisionError | null {
  if (!/^[0-9]+$/.test(value) || !args.lengths.includes(value.length)) return 'FORMAT';
  if (!value.startsWith(args.under)) return 'OUTSIDE';
  return args.known.has(value.slice(0, 9)) ? null : 'UNKNOWN';
}
