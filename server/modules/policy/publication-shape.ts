import { Type, type Static } from '@sinclair/typebox';
import { dated, DateShape } from './dated.ts';
import { ExpressionShape } from './expression.ts';
import { oneOf } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const nullableText = Type.Union([text, Type.Null()]);
const note = Type.Optional(Type.String());
export const levelNames = ['MINOR', 'GENERAL', 'SERIOUS'] as const;
export type Level = (typeof levelNames)[number];
const levelOutcomes = [...levelNames, 'HELD', 'BY_FINE'] as const;
const months = Type.Integer({ minimum: 0 });

const LevelPeriodShape = Type.Object(
  { minMonths: months, maxMonths: months, published: Type.Boolean(), sectors: Type.Optional(texts) },
  strict,
);
/** Shortest and longest publicity of a level in months, and whether it is published at all. */
export type LevelPeriod = Static<typeof LevelPeriodShape>;

const levelPeriods = Type.Object({ MINOR: LevelPeriodShape, GENERAL: LevelPeriodShape, SERIOUS: LevelPeriodShape }, strict);

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

const HiddenShape = Type.Object({ ...dated, id: text, class: text, when: ExpressionShape, zh: text }, strict);
/** A case that is never shown to the public, whatever its level. */
export type HiddenCase = Static<typeof HiddenShape>;

const ClassMaximumShape = Type.Object({ ...dated, months: Type.Integer({ minimum: 1 }), base: text }, strict);
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
    naturalPersons: oneOf(['NOT_PUBLISHED', 'ONLY_WHEN_BASIS_ORDERS_IT', 'ONLY_WHEN_ANNOUNCED_BY_AUTHORITY']),
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
      { ...dated, value: oneOf(['DECISION_DATE', 'PUBLICATION_DATE', 'SERVICE_DATE']), alternatives: texts },
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

const LevelRuleShape = Type.Object(
  { id: text, when: ExpressionShape, level: oneOf(levelOutcomes), reason: Type.Optional(text) },
  strict,
);

const threshold = Type.Union([Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?$' }), Type.Null()]);

export const LevelsShape = Type.Object(
  {
    ...dated,
    version: text,
    fields: Type.Object({ kinds: text, procedure: text, level: text, levelRule: text, levelConfirmedBy: text }, strict),
    /** Fine thresholds as decimals in 万元; null = not set, so fines wait for a person. */
    thresholds: Type.Object(
      {
        largerFine: threshold,
        hugeFine: threshold,
        unit: Type.Literal('WAN_YUAN'),
        whenUnset: Type.Literal('HELD'),
        validFrom: Type.Optional(dated.validFrom),
        validTo: Type.Optional(dated.validTo),
        basis: Type.Optional(text),
        certainty: Type.Optional(text),
      },
      strict,
    ),
    derive: Type.Array(
      Type.Object(
        {
          from: text,
          to: Type.Union([texts, Type.Null()]),
          or: Type.Optional(texts),
          candidates: Type.Optional(texts),
          prefix: Type.Optional(text),
          map: Type.Optional(Type.Record(Type.String(), texts)),
          note,
        },
        strict,
      ),
    ),
    kindLevels: Type.Record(Type.String(), Type.Union([oneOf(levelNames), Type.Null(), Type.Object({ threshold: Type.Literal(true) }, strict)])),
    fineLevel: Type.Array(Type.Object({ when: text, level: Type.Union([oneOf(levelNames), Type.Null()]), certainty: Type.Optional(text) }, strict)),
    algorithm: texts,
    rules: Type.Array(LevelRuleShape, { minItems: 1 }),
    ruleOrder: text,
    allowedOverride: Type.Object({ who: texts, needsReason: Type.Boolean(), mayRaise: Type.Literal(false), note }, strict),
    seedLevels: Type.Record(Type.String(), text),
    testVectors: Type.Array(Type.Object({ kinds: texts, procedure: nullableText, level: text, rule: text }, strict)),
  },
  strict,
);
/** How the dishonesty level of a penalty is decided from its kinds, procedure and fine. */
export type Levels = Static<typeof LevelsShape>;

const MaskRuleShape = Type.Object(
  { ...dated, id: text, zh: text, algorithm: text, pattern: Type.Optional(text), vectors: Type.Array(Type.Tuple([Type.String(), Type.String()])) },
  strict,
);
export type MaskRule = Static<typeof MaskRuleShape>;

const FieldMaskShape = Type.Object(
  {
    ...dated,
    where: Type.Object({ field: Type.Optional(text), fieldType: Type.Optional(text), subjectKind: Type.Optional(text) }, strict),
    rule: nullableText,
    public: oneOf(['NEVER', 'MASKED', 'MASKED_WHEN', 'MASKED_OR_HIDDEN', 'SHOWN']),
    desk: Type.Optional(oneOf(['MASKED', 'SHOWN'])),
    when: Type.Optional(ExpressionShape),
    note,
  },
  strict,
);
/** How fields that match `where` (a trailing or leading `*` stands for any text) are shown. */
export type FieldMask = Static<typeof FieldMaskShape>;

export const MaskingShape = Type.Object(
  {
    ...dated,
    version: text,
    where: text,
    rules: Type.Array(MaskRuleShape),
    fields: Type.Array(FieldMaskShape),
    fieldVectors: Type.Array(
      Type.Object({ field: text, subjectKind: text, value: text, public: Type.Union([Type.String(), Type.Null()]) }, strict),
    ),
  },
  strict,
);
export type Masking = Static<typeof MaskingShape>;
