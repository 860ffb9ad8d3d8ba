import { sql } from 'kysely';
import type { Context } from '../../context.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { MatchReason, SearchAnswer, SearchHit } from './answers.ts';
import { fieldAnswers } from './field-answers.ts';
import { markPieces, markSame, markSounds } from './marks.ts';
import { tellingPairs, withoutLegalForm } from './name-words.ts';
import { readSearch, type SearchQuestion } from './search-text.ts';
import { subjectShown } from './shown.ts';
import { kindWord, type BasicsSource } from './subject-page.ts';

const PAGE = 20;
/** Beyond this many matching names the question is too wide; the answer says “at least”. */
const CANDIDATES = 2000;
/** Ranks given in the query: same name, part of it, nearly the same; what is found by sound comes after. */
const LAST_WHOLE = 2;
const LAST_BY_CHARACTERS = 8;
const LAST_NEAR = 14;
/** Shorter names are too often one character apart by chance. */
const SHORTEST_NEAR = 4;

interface HitRow {
  readonly subject_id: string;
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
  readonly provisional: boolean;
  readonly basics: unknown;
  readonly basics_source: unknown;
  readonly matched_name: string;
  readonly former: boolean;
  readonly rank: number;
  readonly total: string;
  /** More names match than are looked at; a subject may bear several of them. */
  readonly cut: boolean;
}

/**
 * Subjects by code, name, former name, part of a name, a name one character or the legal form away,
 * sounds or initials, best match first. Persons
 * have no row to be found; operators and representatives are not indexed (K2, K3). `after` is the
 * number of hits already seen.
 */
export async function searchPublic(
  ctx: Context,
  text: string,
  today: PlainDate,
  after = 0,
): Promise<SearchAnswer> {
  const question = readSearch(text, today);
  if (question.kind === 'REFUSED') {
    const { refusal, zh, en } = question;
    return { ...nothing(today), refusal: { code: refusal, zh, en } };
  }
  if (question.kind === 'CODE') return byCode(ctx, question.code, today);
  const rows = await byName(ctx, question, today, after);
  const first = rows[0];
  if (!first) return nothing(today);
  const total = Number(first.total);
  return {
    hits: rows.slice(0, PAGE).map((row) => hit(ctx, row, question)),
    total,
    atLeast: first.cut,
    next: rows.length > PAGE ? String(after + PAGE) : null,
    refusal: null,
    searchedOn: today,
  };
}

function nothing(today: PlainDate): SearchAnswer {
  return { hits: [], total: 0, atLeast: false, next: null, refusal: null, searchedOn: today };
}

async function byCode(ctx: Context, code: string, today: PlainDate): Promise<SearchAnswer> {
  const row = await ctx.db.portal
    .selectFrom('portal.subject as s')
    .selectAll()
    .where('s.uscc', '=', code)
    .where(subjectShown(today))
    .executeTakeFirst();
  if (!row) return nothing(today);
  const found: HitRow = {
    ...row,
    matched_name: row.name,
    former: false,
    rank: 0,
    total: '1',
    cut: false,
  };
  return { ...nothing(today), total: 1, hits: [hit(ctx, found, { kind: 'CODE', code })] };
}

type NameQuestion = Extract<SearchQuestion, { kind: 'NAME' }>;

async function byName(
  ctx: Context,
  question: NameQuestion,
  today: PlainDate,
  after: number,
): Promise<HitRow[]> {
  const { whole, pieces, letters } = question;
  const pairs = [...new Set(pieces.flatMap((piece) => tellingPairs(piece, ctx.policy)))];
  const beginning = withoutLegalForm(whole);
  const hasForm = beginning !== whole && [...beginning].length >= SHORTEST_NEAR;
  // Letters stand for sounds: none of them is a wrong character.
  const isNear = letters === null && [...whole].length >= SHORTEST_NEAR;
  const query = sql<HitRow>`
    with candidate as materialized (
      select * from portal.names_found(
        ${whole}, ${pieces}, ${pairs}, ${letters}, ${hasForm ? beginning : null}, ${isNear}, ${CANDIDATES})
    ), ranked as (
      select distinct on (c.subject_id) c.*,
        case when c.name_key = ${whole} then 1
             when c.name_core = ${whole} then 3
             when starts_with(c.name_core, ${pieces[0] ?? whole}) or starts_with(c.name_key, ${whole}) then 5
             when strpos(c.name_key, ${pieces[0] ?? whole}) > 0 then 7
             when ${letters === null} then case
               when starts_with(c.name_key, ${beginning}) then 9
               when length(c.name_key) = length(${whole}) then 11
               else 13 end
             when starts_with(c.initials, ${letters ?? ''}) then 15
             else 17 end + c.former::int as rank
      from candidate c
      order by c.subject_id, rank, c.former, length(c.name_key)
    )
    select s.subject_id, s.uscc, s.name, s.kind, s.provisional, s.basics, s.basics_source,
      r.name as matched_name, r.former, r.rank, count(*) over () as total,
      (select count(*) from candidate) >= ${CANDIDATES} as cut
    from ranked r join portal.subject s using (subject_id)
    where ${subjectShown(today)}
    order by r.rank, length(r.name_key), r.name_key, s.subject_id
    limit ${PAGE + 1} offset ${after}`;
  // By a name, so that its plan is kept as well: its text is the same for every question.
  const { sql: text, parameters } = query.compile(ctx.db.portal);
  const { rows } = await ctx.db.rawPortal.query<HitRow>({
    name: 'public-search',
    text,
    values: [...parameters],
  });
  return rows;
}

function hit(ctx: Context, row: HitRow, question: SearchQuestion): SearchHit {
  const source = row.basics_source as BasicsSource;
  const values = row.basics as Record<string, string>;
  const basics = source.classCode
    ? fieldAnswers(ctx.policy, source.classCode, source.factDate ?? '', values)
    : [];
  return {
    uscc: row.uscc,
    name: row.name,
    kind: kindWord(ctx, row.kind),
    provisional: row.provisional,
    status: basics.find((field) => field.code === source.statusField)?.value ?? null,
    registeredOn: source.registeredOn ?? null,
    ...found(row, question),
  };
}

/** Why this subject was found, with the name that matched. */
function found(row: HitRow, question: SearchQuestion): Pick<SearchHit, 'reason' | 'segments'> {
  if (question.kind !== 'NAME')
    return { reason: why('CODE'), segments: [{ text: row.matched_name, marked: false }] };
  if (row.rank <= LAST_BY_CHARACTERS) {
    const whole = row.rank <= LAST_WHOLE;
    const code = row.former ? (whole ? 'FORMER_NAME' : 'FORMER_PART') : whole ? 'NAME' : 'PART';
    return { reason: why(code), segments: markPieces(row.matched_name, question.pieces) };
  }
  if (row.rank <= LAST_NEAR) {
    const code = row.former ? 'FORMER_NEAR' : 'NEAR';
    return { reason: why(code), segments: markSame(row.matched_name, question.whole) };
  }
  return {
    reason: why(row.former ? 'FORMER_SOUND' : 'SOUND'),
    segments: markSounds(row.matched_name, question.letters ?? ''),
  };
}

const words: Record<MatchReason, { zh: string; en: string }> = {
  CODE: { zh: '统一社会信用代码相符', en: 'Same code' },
  NAME: { zh: '名称相符', en: 'Same name' },
  PART: { zh: '名称中有相符的字', en: 'Part of the name' },
  FORMER_NAME: { zh: '曾用名相符', en: 'Former name' },
  FORMER_PART: { zh: '曾用名中有相符的字', en: 'Part of a former name' },
  NEAR: { zh: '名称相近', en: 'Nearly the same name' },
  FORMER_NEAR: { zh: '曾用名相近', en: 'Nearly the same as a former name' },
  SOUND: { zh: '名称的拼音相符', en: 'Sound of the name' },
  FORMER_SOUND: { zh: '曾用名的拼音相符', en: 'Sound of a former name' },
};

function why(code: MatchReason): SearchHit['reason'] {
  return { code, ...words[code] };
}
