import { problem } from './problem.ts';

/** Most requests of one address within a span of time. */
export interface Limit {
  readonly most: number;
  readonly seconds: number;
}

/** More addresses are not remembered; then the oldest are forgotten first. */
const MOST_ORIGINS = 10_000;

/** Counts requests by address in fixed spans; the returned function throws REPORT_LIMIT past the limit. */
export function limiter({ most, seconds }: Limit): (origin: string, now: Date) => void {
  const spans = new Map<string, { readonly ends: number; count: number }>();
  return (origin, now) => {
    const at = now.getTime();
    const known = spans.get(origin);
    const span = known && known.ends > at ? known : { ends: at + seconds * 1000, count: 0 };
    span.count += 1;
    spans.delete(origin);
    spans.set(origin, span);
    const [oldest] = spans.keys();
    if (spans.size > MOST_ORIGINS && oldest !== undefined) spans.delete(oldest);
    if (span.count > most)
      throw problem('REPORT_LIMIT', { seconds: Math.ceil((span.ends - at) / 1000) });
  };
}
