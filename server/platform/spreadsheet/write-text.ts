const LONGEST_TEXT = 32_767;
// oxlint-disable-next-line no-control-regex -- these are exactly the characters XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text as a workbook holds it: no forbidden characters, `_x0041_` kept literal, at most 32,767 long. */
export function cellText(text: string): string {
  const allowed = text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
  return allowed.length > LONGEST_TEXT ? `${allowed.slice(0, LONGEST_TEXT - 1)}…` : allowed;
}
