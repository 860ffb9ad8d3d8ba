import { Type, type Static } from '@sinclair/typebox';
import { dated } from './dated.ts';
import { oneOf, severities } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);

const CodeValueShape = Type.Object(
  {
    value: text,
    zh: text,
    en: text,
    group: Type.Optional(text),
    negative: Type.Optional(Type.Boolean()),
    mayBeNegative: Type.Optional(Type.Boolean()),
    tokens: Type.Optional(Type.Array(text, { minItems: 1 })),
    validFrom: Type.Optional(dated.validFrom),
    validTo: Type.Optional(dated.validTo),
  },
  strict,
);
export type CodeValue = Static<typeof CodeValueShape>;

const CodeListShape = Type.Object(
  {
    ...dated,
    certainty: Type.String(),
    code: text,
    nameZh: text,
    note: Type.String(),
    values: Type.Array(CodeValueShape, { minItems: 1 }),
  },
  strict,
);
export type CodeList = Static<typeof CodeListShape>;

export const CodeListsShape = Type.Object(
  { ...dated, version: text, lists: Type.Record(Type.String(), CodeListShape) },
  strict,
);
export type CodeLists = Static<typeof CodeListsShape>;

const ScanPatternShape = Type.Object(
  {
    ...dated,
    id: text,
    zh: text,
    pattern: text,
    verify: Type.Optional(Type.Union([Type.Literal('LUHN'), Type.Null()])),
    hit: texts,
    miss: texts,
  },
  strict,
);
/** A pattern for personal or prohibited content with texts it must hit and texts it must miss. */
export type ScanPattern = Static<typeof ScanPatternShape>;

export const ScanListsShape = Type.Object(
  {
    ...dated,
    version: text,
    severity: oneOf(severities),
    regexDialect: text,
    order: text,
    exceptions: texts,
    personal: Type.Array(ScanPatternShape),
    prohibited: Type.Array(ScanPatternShape),
    profiles: Type.Record(
      Type.String(),
      Type.Object(
        { personal: texts, prohibited: texts, note: Type.Optional(Type.String()) },
        strict,
      ),
    ),
    /** Scan profile of each free-text field, by class and field code. */
    fields: Type.Record(Type.String(), Type.Record(Type.String(), text)),
    hardNegatives: Type.Array(Type.Object({ profile: text, text: text }, strict)),
  },
  strict,
);
export type ScanLists = Static<typeof ScanListsShape>;
