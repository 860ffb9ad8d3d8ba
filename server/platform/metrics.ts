/** Labels are route patterns, states and numbers; never what belongs to a person. */
export type Labels = Readonly<Record<string, string>>;

/** One measured value with its labels. */
export interface Sample {
  readonly labels?: Labels;
  readonly value: number;
}

/** Samples of one name, as Prometheus wants them together. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly help: string;
  readonly samples: readonly (Sample & { readonly suffix?: string })[];
}

// Microseconds are enough of a duration.
const PRECISION = 1e6;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10] as const;

/** Counts requests and how long they took, by route pattern and status. */
export class RequestMeter {
  readonly #counts = new Map<string, { labels: Labels; value: number }>();
  readonly #times = new Map<
    string,
    { route: string; buckets: number[]; sum: number; count: number }
  >();

  observe(method: string, route: string, status: number, seconds: number): void {
    const key = `${method} ${route} ${status}`;
    const counted = this.#counts.get(key) ?? {
      labels: { method, route, status: String(status) },
      value: 0,
    };
    counted.value += 1;
    this.#counts.set(key, counted);
    const time = this.#times.get(route) ?? {
      route,
      buckets: BUCKETS.map(() => 0),
      sum: 0,
      count: 0,
    };
    BUCKETS.forEach((limit, i) => {
      if (seconds <= limit) time.buckets[i] = (time.buckets[i] ?? 0) + 1;
    });
    time.sum += seconds;
    time.count += 1;
    this.#times.set(route, time);
  }

  families(): Family[] {
    const durations = [...this.#times.values()].flatMap(({ route, buckets, sum, count }) => [
      ...buckets.map((value, i) => ({
        suffix: '_bucket',
        labels: { route, le: String(BUCKETS[i]) },
        value,
      })),
      { suffix: '_bucket', labels: { route, le: '+Inf' }, value: count },
      { suffix: '_sum', labels: { route }, value: sum },
      { suffix: '_count', labels: { route }, value: count },
    ]);
    return [
      {
        name: 'xinyong_requests_total',
        type: 'counter',
        help: 'Answered requests by route pattern and status',
        samples: [...this.#counts.values()],
      },
      {
        name: 'xinyong_request_seconds',
        type: 'histogram',
        help: 'Time to answer by route pattern',
        samples: durations,
      },
    ];
  }
}

/** The text form of Prometheus (version 0.0.4). */
export function metricsText(families: readonly Family[]): string {
  return families.map(familyText).join('');
}

function familyText({ name, type, help, samples }: Family): string {
  const lines = samples.map(
    ({ suffix = '', labels = {}, value }) =>
      `${name}${suffix}${labelText(labels)} ${Math.round(value * PRECISION) / PRECISION}`,
  );
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines, ''].join('\n');
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
