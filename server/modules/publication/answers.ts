import { Type, type Static, type TObject, type TSchema } from '@sinclair/typebox';

/** Wire shapes of everything the public may read; the pages are rendered from the same answers. */
const strict = { additionalProperties: false };
const text = Type.String();
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const date = Type.String({ format: 'date' });

/** Said in every answer of a demonstration, null in a real instance (K23). */
export const DEMONSTRATION_NOTICE = '演示数据：全部名称、代码和记录均为虚构。';

/** The schema of an answer as it goes over the wire. */
export function withNotice<T extends TObject>(schema: T) {
  return Type.Object({ ...schema.properties, notice: nullable(text) }, strict);
}

export const FieldAnswer = Type.Object(
  {
    code: text,
    label: text,
    labelEn: text,
    value: text,
    /** How the value is to be read: a code list value comes with its Chinese words. */
    kind: Type.Union([
      Type.Literal('text'),
      Type.Literal('date'),
      Type.Literal('code'),
      Type.Literal('number'),
      Type.Literal('uscc'),
    ]),
  },
  strict,
);
export type FieldAnswer = Static<typeof FieldAnswer>;

const itemHead = {
  publicId: text,
  classCode: text,
  className: text,
  classNameEn: text,
  section: text,
  title: text,
  documentNumber: nullable(text),
  /** 文号 of a decision, 编号 of anything else that is numbered. */
  documentNumberLabel: text,
  documentNumberLabelEn: text,
  authority: text,
  sourceUnit: text,
  factDate: date,
  /** What that day is in the catalogue, such as 处罚决定日期. */
  factDateLabel: text,
  factDateLabelEn: text,
  shownFrom: date,
  /** First day on which the item is no longer shown; null = while the subject exists. */
  shownUntil: nullable(date),
  negative: Type.Boolean(),
  level: nullable(text),
  /** MINOR, GENERAL or SERIOUS. */
  levelCode: nullable(text),
  publishedOn: date,
  basis: text,
};

const SubjectReference = Type.Object({ uscc: text, name: text }, strict);

export const ItemSummary = Type.Object({ ...itemHead, subject: SubjectReference }, strict);
export type ItemSummary = Static<typeof ItemSummary>;

export const PublicItem = Type.Object(
  {
    ...itemHead,
    subject: SubjectReference,
    fields: Type.Array(FieldAnswer),
    household: Type.Boolean(),
  },
  strict,
);
export type PublicItem = Static<typeof PublicItem>;

const ClassCount = Type.Object(
  { classCode: text, className: text, classNameEn: text, count: Type.Integer() },
  strict,
);
const SectionCount = Type.Object(
  { id: text, zh: text, en: text, count: Type.Integer(), classes: Type.Array(ClassCount) },
  strict,
);
export type SectionCount = Static<typeof SectionCount>;

const SectionItems = Type.Object(
  {
    id: text,
    zh: text,
    en: text,
    count: Type.Integer(),
    items: Type.Array(ItemSummary),
    next: nullable(text),
  },
  strict,
);
export type SectionItems = Static<typeof SectionItems>;

export const PublicSubject = Type.Object(
  {
    uscc: text,
    name: text,
    kind: text,
    /** LEGAL_PERSON, UNINCORPORATED, INDIVIDUAL_BUSINESS or GOVERNMENT. */
    kindCode: text,
    provisional: Type.Boolean(),
    household: Type.Boolean(),
    status: nullable(text),
    formerNames: Type.Array(text),
    basics: Type.Array(FieldAnswer),
    basicsSource: nullable(
      Type.Object({ publicId: text, sourceUnit: text, factDate: date, publishedOn: date }, strict),
    ),
    /** Every section in national order, those without records too: zero is information. */
    counts: Type.Array(SectionCount),
    countedOn: date,
    sections: Type.Array(SectionItems),
    /** Whether anything negative is on the page, so that search engines must not keep it (K10). */
    negative: Type.Boolean(),
  },
  strict,
);
export type PublicSubject = Static<typeof PublicSubject>;

const Segment = Type.Object({ text, marked: Type.Boolean() }, strict);

const MatchReason = Type.Union([
  Type.Literal('CODE'),
  Type.Literal('NAME'),
  Type.Literal('FORMER_NAME'),
  Type.Literal('PART'),
  Type.Literal('FORMER_PART'),
  Type.Literal('NEAR'),
  Type.Literal('FORMER_NEAR'),
  Type.Literal('SOUND'),
  Type.Literal('FORMER_SOUND'),
]);
export type MatchReason = Static<typeof MatchReason>;

export const SearchHit = Type.Object(
  {
    uscc: text,
    name: text,
    kind: text,
    provisional: Type.Boolean(),
    status: nullable(text),
    registeredOn: nullable(date),
    /** Why it was found. */
    reason: Type.Object({ code: MatchReason, zh: text, en: text }, strict),
    /** The name that matched, present or former, with the matching part marked. */
    segments: Type.Array(Segment),
  },
  strict,
);
export type SearchHit = Static<typeof SearchHit>;

export const SearchAnswer = Type.Object(
  {
    hits: Type.Array(SearchHit),
    /** Number of subjects found; `atLeast` when counting stopped there. */
    total: Type.Integer(),
    atLeast: Type.Boolean(),
    next: nullable(text),
    refusal: nullable(Type.Object({ code: text, zh: text, en: text }, strict)),
    searchedOn: date,
  },
  strict,
);
export type SearchAnswer = Static<typeof SearchAnswer>;

export const NewestAnswer = Type.Object({ items: Type.Array(ItemSummary), asOf: date }, strict);
export type NewestAnswer = Static<typeof NewestAnswer>;

export const OverviewAnswer = Type.Object(
  {
    organisations: Type.Integer(),
    /** Null below ten: small cells about people are not counted (K2). */
    households: nullable(Type.Integer()),
    sections: Type.Array(SectionCount),
    asOf: date,
  },
  strict,
);
export type OverviewAnswer = Static<typeof OverviewAnswer>;
