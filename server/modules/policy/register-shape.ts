import { Type, type Static } from '@sinclair/typebox';
import { dated, DateShape } from './dated.ts';
import { oneOf } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const nullableText = Type.Union([text, Type.Null()]);
const note = Type.Optional(Type.String());
const demonstration = Type.Optional(Type.Boolean());

const OrganisationShape = Type.Object(
  {
    ...dated,
    code: text,
    nameZh: text,
    nameEn: text,
    pinyin: text,
    kind: text,
    uscc: text,
    divisionCode: nullableText,
    sectors: texts,
    mayPenalise: Type.Boolean(),
    mayLicense: Type.Boolean(),
    aliases: texts,
    demonstration,
    /** Classes it may send. */
    classes: texts,
  },
  strict,
);
export type Organisation = Static<typeof OrganisationShape>;

const AccountShape = Type.Object(
  { ...dated, account: text, organisation: text, role: text, displayZh: text, demonstration },
  strict,
);
/** An account of the demonstration, without a secret. */
export type Account = Static<typeof AccountShape>;

const count = Type.Integer({ minimum: 0 });

export const OrganisationsShape = Type.Object(
  {
    ...dated,
    version: text,
    demonstration,
    note,
    kinds: Type.Record(Type.String(), text),
    roles: Type.Record(Type.String(), text),
    counts: Type.Record(Type.String(), Type.Union([count, Type.Record(Type.String(), count)])),
    senderGroups: Type.Record(Type.String(), texts),
    organisations: Type.Array(OrganisationShape, { minItems: 1 }),
    accounts: Type.Array(AccountShape),
  },
  strict,
);
export type Organisations = Static<typeof OrganisationsShape>;

const ItemShape = Type.Object(
  {
    ...dated,
    id: text,
    nameZh: text,
    class: text,
    source: text,
    sourceNameZh: text,
    frequency: oneOf(['WITHIN_DEADLINE', 'MONTHLY', 'QUARTERLY', 'YEARLY']),
    nilReport: Type.Boolean(),
    demonstration,
  },
  strict,
);
/** One entry of the district's list of information to report: what, by whom, how often. */
export type ReportingItem = Static<typeof ItemShape>;

export const ItemsShape = Type.Object(
  {
    ...dated,
    version: text,
    demonstration,
    count: Type.Integer({ minimum: 0 }),
    items: Type.Array(ItemShape),
  },
  strict,
);
export type Items = Static<typeof ItemsShape>;

const DeadlineShape = Type.Object(
  {
    ...dated,
    id: text,
    zh: text,
    value: Type.Integer({ minimum: 0 }),
    unit: oneOf(['WORKDAY', 'DAY', 'MONTH']),
    start: text,
    startFields: Type.Optional(texts),
    organisations: Type.Optional(texts),
    extension: Type.Optional(Type.Integer({ minimum: 1 })),
    extensions: Type.Optional(Type.Integer({ minimum: 1 })),
    minimum: Type.Optional(Type.Boolean()),
    maximum: Type.Optional(Type.Integer()),
    maximumByContract: Type.Optional(Type.Integer()),
  },
  strict,
);
/** A time limit: so many working days, days or months after the day of its start event. */
export type Deadline = Static<typeof DeadlineShape>;

export const DeadlinesShape = Type.Object(
  {
    ...dated,
    version: text,
    counting: Type.Object(
      {
        dayZero: text,
        lastPunctualDay: text,
        calendar: text,
        timeZone: text,
        month: text,
        certainty: Type.Optional(text),
      },
      strict,
    ),
    deadlines: Type.Array(DeadlineShape),
  },
  strict,
);
export type Deadlines = Static<typeof DeadlinesShape>;

const MeasureShape = Type.Object(
  {
    ...dated,
    code: text,
    group: text,
    nameZh: text,
    nameEn: text,
    targets: text,
    legalBases: Type.Array(text, { minItems: 1 }),
    implementers: text,
    systemAction: oneOf(['BLOCK', 'FLAG', 'REFER', 'INFORM_ONLY']),
    subjectScope: oneOf(['org', 'person', 'both']),
  },
  strict,
);
export type Measure = Static<typeof MeasureShape>;

export const MeasuresShape = Type.Object(
  {
    ...dated,
    version: text,
    groups: Type.Record(Type.String(), text),
    rules: texts,
    measures: Type.Array(MeasureShape),
  },
  strict,
);
export type Measures = Static<typeof MeasuresShape>;

const DivisionShape = Type.Object(
  {
    ...dated,
    code: Type.String({ pattern: '^[0-9]{6}([0-9]{3}){0,2}$' }),
    nameZh: text,
    level: oneOf(['PROVINCE', 'CITY', 'DISTRICT', 'COUNTY', 'STREET', 'TOWN', 'VILLAGE']),
    parent: nullableText,
    aliases: texts,
  },
  strict,
);
export type Division = Static<typeof DivisionShape>;

export const DivisionsShape = Type.Object(
  {
    ...dated,
    version: text,
    district: text,
    demonstrationDistrict: Type.Object({ code: text, note }, strict),
    divisions: Type.Array(DivisionShape, { minItems: 1 }),
    provinces: Type.Record(Type.String(), text),
    idCardOnlyProvinces: Type.Record(Type.String(), text),
    nationalAuthority: text,
    managementAreas: Type.Array(
      Type.Object({ code: text, nameZh: text, kind: text, note }, strict),
    ),
    villages: Type.Object({ count: Type.Integer(), codes: texts, note }, strict),
  },
  strict,
);
export type Divisions = Static<typeof DivisionsShape>;

const YearShape = Type.Object(
  {
    ...dated,
    off: Type.Array(DateShape),
    work: Type.Array(DateShape),
    paper: Type.Array(text, { minItems: 1 }),
  },
  strict,
);

export const WorkdaysShape = Type.Object(
  {
    basis: text,
    certainty: Type.Optional(text),
    description: text,
    note: text,
    years: Type.Record(Type.String({ pattern: '^[0-9]{4}$' }), YearShape),
  },
  strict,
);
/** Public holidays and make-up working days by year; a year that is absent has not been published. */
export type Workdays = Static<typeof WorkdaysShape>;
