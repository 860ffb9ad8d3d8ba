const KEPT_AT_START = 3;
const KEPT_AT_END = 2;
const SHORTEST_SHOWN = 8;

/** Certificate number with its first three and last two characters; shorter than eight: nothing shown. */
export function maskIdNumber(value: string): string {
  const points = [...value];
  if (points.length < SHORTEST_SHOWN) return '*'.repeat(points.length);
  const hidden = points.length - KEPT_AT_START - KEPT_AT_END;
  const start = points.slice(0, KEPT_AT_START).join('');
  return `${start}${'*'.repeat(hidden)}${points.slice(-KEPT_AT_END).join('')}`;
}
