/** How much the newest chunk weighs: a slow one moves the estimate, but does not throw it. */
const WEIGHT = 0.3;

/** Milliseconds a row takes, after another chunk; null while no row has been measured. */
export function paceAfter(before: number | null, rows: number, ms: number): number | null {
  if (rows <= 0 || !Number.isFinite(ms) || ms < 0) return before;
  const now = ms / rows;
  return before === null ? now : before + WEIGHT * (now - before);
}

/** Whole seconds until `rows` more rows are stored; null while nothing can be said. */
export function secondsLeftFor(pace: number | null, rows: number): number | null {
  if (rows <= 0) return 0;
  return pace === null ? null : Math.ceil((pace * rows) / 1000);
}
