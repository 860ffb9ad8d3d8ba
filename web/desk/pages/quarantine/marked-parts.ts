export interface Part {
  readonly at: number;
  readonly part: string;
  readonly isHit: boolean;
}

/** What the judge puts in place of personal data when it shows a cell. */
const HIDDEN = '***';
/** A shown cell that was cut because it is long. */
const CUT = /…$/;

/**
 * A text cut at the words that the judge hid when it showed the cell: what lies between the
 * pieces it left. A cell that does not fit what was shown stays one piece without marks.
 */
export function markedParts(text: string, shown: string): Part[] {
  const whole = [{ at: 0, part: text, isHit: false }];
  const isCut = CUT.test(shown);
  const pieces = shown.replace(CUT, '').split(HIDDEN);
  if (pieces.length === 1) return whole;
  const parts: Part[] = [];
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    const found = isLast && piece === '' ? text.length : text.indexOf(piece, at);
    if (found < 0 || (i === 0 && found > 0)) return whole;
    if (i > 0) parts.push({ at, part: text.slice(at, found), isHit: true });
    parts.push({ at: found, part: piece, isHit: false });
    at = found + piece.length;
  }
  if (at < text.length && !isCut) return whole;
  parts.push({ at, part: text.slice(at), isHit: false });
  return parts.filter(({ part }) => part !== '');
}
