import { Type, type Static } from '@sinclair/typebox';
import { dated } from './dated.ts';
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

const LevelRuleShape = Type.Object(
  { id: text, when: ExpressionShape, level: oneOf(levelOutcomes), reason: Type.Optional(text) },
  strict,
);

const threshold = Type.Union([Type.String({ pattern: '^[0-9]+(\\.[0-9]+)?$' }), Type.Null()]);

export const LevelsShape = Type.Object(
  {
    ...dated,
    version: text,
    fields: Type.Object(
      { kinds: text, procedure: text, level: text, levelRule: text, levelConfirmedBy: text },
      strict,
    ),
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
    kindLevels: Type.Record(
      Type.String(),
      Type.Union([
        oneOf(levelNames),
        Type.Null(),
        Type.Object({ threshold: Type.Literal(true) }, strict),
      ]),
    ),
    fineLevel: Type.Array(
      Type.Object(
        {
          when: text,
          level: Type.Union([oneOf(levelNames), Type.Null()]),
          certainty: Type.Optional(text),
        },
        strict,
      ),
    ),
    algorithm: texts,
    rules: Type.Array(LevelRuleShape, { minItems: 1 }),
    ruleOrder: text,
    allowedOverride: Type.Object(
      { who: texts, needsReason: Type.Boolean(), mayRaise: Type.Literal(false), note },
      strict,
    ),
    seedLevels: Type.Record(Type.String(), text),
    testVectors: Type.Array(
      Type.Object({ kinds: texts, procedure: nullableText, level: text, rule: text }, strict),
    ),
  },
  strict,
);
/** How the dishonesty level of a penalty is decided from its kinds, procedure and fine. */
export type Levels = Static<typeof LevelsShape>;
