// Made-up organisations in the public register with its real indexes, one in twelve with a former name.
// Questions of eight labelled kinds, and names nobody bears, are asked one after another; in turn with
// them the same questions to pg_trgm on the core name (GIN index, threshold 0.45, named statement) in
// the same database. Recall is the share of questions whose organisation is among the first ten; a hit
// for a name nobody bears is a wrong answer.
import pg from 'pg';
import type { Policy } from '../server/modules/policy/index.ts';
import { searchableName, searchPublic } from '../server/modules/publication/index.ts';
import { madeUpUscc } from '../tools/generate-district/codes.ts';
import { testContext } from '../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../test/database.ts';
import {
  inPairs,
  median,
  pairsOutcome,
  percentile,
  timed,
  type Benchmark,
  type BenchOptions,
  type Outcome,
  type Round,
} from './frame.ts';
import { round } from './measure.ts';
import {
  coreOf,
  madeUpNames,
  madeUpQueries,
  type MadeUpName,
  type NameQuery,
} from './organisation-names.ts';

const MUST = { recall: 0.97 };
const TOP = 10;
const THRESHOLD = 0.45;
const AT_ONCE = 5000;
const QUERIES = { full: 900, smoke: 90 };
/** Queries have a stream of their own, so that other names do not mean other questions. */
const QUERY_SEED = 23;

export const benchmark: Benchmark = {
  name: 'name-search',
  must: `recall@${TOP} ≥ ${MUST.recall} over labelled kinds at a p99 not above that of pg_trgm on the core name`,
  scale: { of: 'organisation names', full: 500_000, smoke: 2000 },
  pairs: 3,
  run,
};

/** What a way to search finds: places of organisations, best first. */
type Search = (text: string) => Promise<readonly number[]>;

async function run(options: BenchOptions): Promise<Outcome> {
  const { scale, seed, smoke, say } = options;
  const names = madeUpNames(scale, seed);
  const db = await newTestDatabase();
  const ctx = await testContext(db);
  const peer = new pg.Client(db.connection('app'));
  try {
    const began = performance.now();
    await fill(db, names, ctx.policy);
    say(`${scale} names indexed in ${Math.round((performance.now() - began) / 1000)} s`);
    const places = new Map(names.map((_, place) => [codeOf(place), place]));
    const today = ctx.clock.today();
    const product: Search = async (text) => {
      const { hits } = await searchPublic(ctx, text, today);
      return hits.slice(0, TOP).map(({ uscc }) => places.get(uscc) ?? -1);
    };
    await peer.connect();
    await peer.query(`set pg_trgm.similarity_threshold = ${THRESHOLD}`);
    const limit: Search = async (text) => {
      const { rows } = await peer.query<{ place: number }>({
        name: 'core',
        text: 'select place from credit.core_name where core % $1 order by similarity(core, $1) desc, place limit $2',
        values: [coreOf(text), TOP],
      });
      return rows.map(({ place }) => place);
    };
    const queries = madeUpQueries(names, smoke ? QUERIES.smoke : QUERIES.full, seed + QUERY_SEED);
    return await measure(options, queries, product, limit);
  } finally {
    await peer.end();
    await ctx.jobs.stop();
    await db.drop();
  }
}

function codeOf(place: number): string {
  return madeUpUscc('91', '610202', place);
}

function idOf(place: number): string {
  return `00000000-0000-4000-8000-${place.toString(16).padStart(12, '0')}`;
}

/** The public register with its real indexes, built after the rows, and the peer's table beside it. */
async function fill(db: TestDatabase, names: readonly MadeUpName[], policy: Policy): Promise<void> {
  const owner = await db.superuser();
  const { rows: indexes } = await owner.query<{ indexdef: string; indexname: string }>(
    `select indexdef, indexname from pg_indexes
      where schemaname = 'portal' and tablename = 'name' and indexname <> 'name_pkey'`,
  );
  for (const { indexname } of indexes) await owner.query(`drop index portal.${indexname}`);
  await owner.query('create table credit.core_name (place int, core text)');
  for (let start = 0; start < names.length; start += AT_ONCE) {
    const part = names
      .slice(start, start + AT_ONCE)
      .map((made, index) => ({ ...made, place: start + index }));
    await owner.query(
      `insert into portal.subject (subject_id, uscc, name, kind, provisional, updated_at)
        select id, code, name, 'LEGAL_PERSON', false, now()
        from unnest($1::uuid[], $2::text[], $3::text[]) made (id, code, name)`,
      [
        part.map(({ place }) => idOf(place)),
        part.map(({ place }) => codeOf(place)),
        part.map(({ name }) => name),
      ],
    );
    const all = part.flatMap(({ name, former, place }) => [
      { place, former: false, ...searchableName(name, policy) },
      ...(former === null ? [] : [{ place, former: true, ...searchableName(former, policy) }]),
    ]);
    const column = <T>(pick: (one: (typeof all)[number]) => T): T[] => all.map(pick);
    await owner.query(
      `insert into portal.name (subject_id, name, name_key, name_core, pinyin, initials, former)
        select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::boolean[])`,
      [
        column(({ place }) => idOf(place)),
        column(({ name }) => name),
        column(({ nameKey }) => nameKey),
        column(({ nameCore }) => nameCore),
        column(({ pinyin }) => pinyin),
        column(({ initials }) => initials),
        column(({ former }) => former),
      ],
    );
    await owner.query('insert into credit.core_name select * from unnest($1::int[], $2::text[])', [
      column(({ place }) => place),
      column(({ name }) => coreOf(name)),
    ]);
  }
  for (const { indexdef } of indexes) await owner.query(indexdef);
  await owner.query('create index on credit.core_name using gin (core public.gin_trgm_ops)');
  await owner.query('grant select on credit.core_name to public');
  await owner.query('vacuum analyze');
  await owner.end();
}

async function measure(
  { pairs, smoke, say }: BenchOptions,
  queries: readonly NameQuery[],
  product: Search,
  limit: Search,
): Promise<Outcome> {
  const latencies = { product: [] as number[][], limit: [] as number[][] };
  const found = { product: [] as (readonly number[])[], limit: [] as (readonly number[])[] };
  const ask = (whose: 'product' | 'limit', search: Search) => (): Promise<Round> =>
    timed(async () => {
      const times: number[] = [];
      found[whose] = [];
      for (const { text } of queries) {
        const began = performance.now();
        found[whose].push(await search(text));
        times.push(performance.now() - began);
      }
      latencies[whose].push(times);
      return queries.length;
    });
  const rounds = await inPairs(pairs, ask('product', product), ask('limit', limit));
  const p99 = (whose: 'product' | 'limit'): number =>
    median(latencies[whose].map((times) => percentile(times, 0.99)));
  const [ours, theirs] = [p99('product'), p99('limit')];
  const recalls = { product: recall(queries, found.product), limit: recall(queries, found.limit) };
  for (const [kind, share] of recalls.product.byKind)
    say(`${kind}: ${round3(share)} (pg_trgm ${round3(recalls.limit.byKind.get(kind) ?? 0)})`);
  say(`p99 ${ours.toFixed(1)} ms, of pg_trgm ${theirs.toFixed(1)} ms`);
  const outcome = pairsOutcome(rounds, 'pg_trgm on the core name');
  const falsely = queries.filter(
    ({ truth }, place) => truth === null && (found.product[place]?.length ?? 0) > 0,
  ).length;
  const good = recalls.product.all >= MUST.recall;
  return {
    ...outcome,
    unit: 'queries',
    p50_ms: round(median(latencies.product.map((times) => percentile(times, 0.5)))),
    p99_ms: round(ours),
    quality: {
      recall: round3(recalls.product.all),
      recall_of_limit: round3(recalls.limit.all),
      ...Object.fromEntries(
        [...recalls.product.byKind].map(([kind, share]) => [
          `recall_${kind.toLowerCase()}`,
          round3(share),
        ]),
      ),
      p99_of_limit_ms: round(theirs),
      found_for_nobody: falsely,
    },
    right: good && falsely === 0,
    reached: good && (smoke || ours <= theirs),
  };
}

/** Share of queries whose organisation is among the first ten, over all and by kind. */
function recall(
  queries: readonly NameQuery[],
  found: readonly (readonly number[])[],
): { all: number; byKind: Map<string, number> } {
  const asked = queries
    .map((query, place) => ({ ...query, hit: found[place]?.includes(query.truth ?? -1) ?? false }))
    .filter(({ truth }) => truth !== null);
  const share = (list: readonly { hit: boolean }[]): number =>
    list.filter(({ hit }) => hit).length / list.length;
  const kinds = Map.groupBy(asked, ({ kind }) => kind);
  return {
    all: share(asked),
    byKind: new Map([...kinds].map(([kind, list]) => [kind, share(list)])),
  };
}

function round3(share: number): number {
  return Math.round(share * 1000) / 1000;
}
