import { Type, type Static } from '@sinclair/typebox';
import { dated, DateShape } from './dated.ts';
import { ExpressionShape } from './expression.ts';
import { levelNames } from './levels-shape.ts';
import { oneOf } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const note = Type.Optional(Type.String());
const months = Type.Integer({ minimum: 0 });

const LevelPeriodShape = Type.Object(
  {
    minMonths: months,
    maxMonths: months,
    published: Type.Boolean(),
    sectors: Type.Optional(texts),
  },
  strict,
);
/** Shortest and longest publicity of a level in months, and whether it is published at all. */
export type LevelPeriod = Static<typeof LevelPeriodShape>;

const levelPeriods = Type.Object(
  { MINOR: LevelPeriodShape, GENERAL: LevelPeriodShape, SERIOUS: LevelPeriodShape },
  strict,
);

const RegimeShape = Type.Object(
  {
    ...dated,
    id: text,
    nameZh: text,
    levels: levelPeriods,
    repairStops: Type.Array(oneOf(['PUBLICITY', 'SHARING', 'USE', 'MEASURES'])),
    note,
  },
  strict,
);
/** The rules of publicity and repair in force between two dates, chosen by the date of the fact. */
export type Regime = Static<typeof RegimeShape>;

const SectorOverrideShape = Type.Object(
  {
    ...dated,
    id: text,
    organisations: texts,
    class: text,
    levels: Type.Partial(levelPeriods, strict),
    unlistedLevel: Type.Optional(oneOf(levelNames)),
    notPublishedWhen: Type.Optional(ExpressionShape),
    note,
  },
  strict,
);
export type SectorOverride = Static<typeof SectorOverrideShape>;

const HiddenShape = Type.Object(
  { ...dated, id: text, class: text, when: ExpressionShape, zh: text },
  strict,
);
/** A case that is never shown to the public, whatever its level. */
export type HiddenCase = Static<typeof HiddenShape>;

const ClassMaximumShape = Type.Object(
  { ...dated, months: Type.Integer({ minimum: 1 }), base: text },
  strict,
);
export type ClassMaximum = Static<typeof ClassMaximumShape>;

const DurationShape = Type.Object(
  {
    by: Type.Optional(Type.Literal('LEVEL')),
    while: Type.Optional(Type.Union([Type.Literal('subject exists'), ExpressionShape])),
    until: Type.Optional(text),
    alsoWhile: Type.Optional(ExpressionShape),
    endsOn: Type.Optional(text),
    maxMonths: Type.Optional(Type.Integer({ minimum: 1 })),
  },
  strict,
);
/** How long records of a class are shown. */
export type Duration = Static<typeof DurationShape>;

const ClassPublicationShape = Type.Object(
  {
    ...dated,
    class: text,
    published: Type.Boolean(),
    duration: Type.Union([DurationShape, Type.Null()]),
    naturalPersons: oneOf([
      'NOT_PUBLISHED',
      'ONLY_WHEN_BASIS_ORDERS_IT',
      'ONLY_WHEN_ANNOUNCED_BY_AUTHORITY',
    ]),
    requires: Type.Optional(Type.Array(Type.Literal('level'))),
    condition: Type.Optional(ExpressionShape),
    hiddenWhen: Type.Optional(ExpressionShape),
    note,
  },
  strict,
);
export type ClassPublication = Static<typeof ClassPublicationShape>;

export const PublicationShape = Type.Object(
  {
    ...dated,
    version: text,
    selectBy: Type.Literal('factDate'),
    intervalConvention: text,
    regimes: Type.Array(RegimeShape, { minItems: 1 }),
    beforeFirstRegime: Type.Object({ ...dated, use: text, note }, strict),
    transition: Type.Object({ ...dated, rule: Type.Literal('EARLIER_END'), note }, strict),
    periodStart: Type.Object(
      {
        ...dated,
        value: oneOf(['DECISION_DATE', 'PUBLICATION_DATE', 'SERVICE_DATE']),
        alternatives: texts,
      },
      strict,
    ),
    sectorOverrides: Type.Array(SectorOverrideShape),
    hidden: Type.Array(HiddenShape),
    classMaximum: Type.Record(Type.String(), ClassMaximumShape),
    classes: Type.Array(ClassPublicationShape),
    examples: Type.Array(
      Type.Object(
        {
          factDate: DateShape,
          level: oneOf(levelNames),
          regime: text,
          minEnd: DateShape,
          maxEnd: DateShape,
          maxEndAfterTransition: Type.Optional(DateShape),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type Publication = Static<typeof PublicationShape>;
