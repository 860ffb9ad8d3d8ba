import type { ShownRow } from '../../calls/intake.ts';

const NAME = /(?:^|_)(?:XDR_MC|ZTMC|QYMC|MC|NAME)$/;
const USCC = /(?:^|_)(?:XDR_SHXYM|TYSHXYDM|SHXYM|USCC)$/;

/** Name and code that a row gives for its subject, as far as its field codes tell. */
export function claimOf({ values }: Pick<ShownRow, 'values'>): { name: string; uscc: string } {
  const entries = Object.entries(values);
  const find = (pattern: RegExp): string => entries.find(([code]) => pattern.test(code))?.[1] ?? '';
  return { name: find(NAME), uscc: find(USCC) };
}
