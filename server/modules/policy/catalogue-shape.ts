import { Type, type Static } from '@sinclair/typebox';
import { dated } from './dated.ts';
import { ExpressionShape } from './expression.ts';
import {
  normalisers,
  oneOf,
  RuleShape,
  ruleKinds,
  scopes,
  severities,
  type Rule,
} from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text);
const nullableText = Type.Union([text, Type.Null()]);
export const disclosures = ['PUBLIC', 'RESTRICTED', 'AUTHORISED', 'INTERNAL'] as const;
export type Disclosure = (typeof disclosures)[number];

const FieldTypeShape = Type.String({
  pattern:
    '^(string|text|code|codes|uscc|idnumber|date|datetime|boolean|integer|attachment|decimal\\([0-9]+,[0-9]+\\))$',
});

const fieldHead = {
  code: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }),
  nameZh: text,
  nameEn: text,
  type: FieldTypeShape,
  presence: oneOf(['required', 'conditional', 'optional']),
  disclosure: oneOf(disclosures),
  description: Type.String(),
  certainty: Type.String(),
};

const reportedField = {
  ...fieldHead,
  length: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  validation: Type.String(),
  normalise: Type.Array(oneOf(normalisers), { minItems: 1 }),
  codelist: Type.Optional(text),
  condition: Type.Optional(Type.String()),
  requiredWhen: Type.Optional(ExpressionShape),
  blankWhen: Type.Optional(ExpressionShape),
  freeText: Type.Optional(Type.Boolean()),
  scanProfile: Type.Optional(text),
};

const FieldShape = Type.Object(
  {
    ...reportedField,
    longTerm: Type.Optional(Type.Boolean()),
    mayBeFuture: Type.Optional(Type.Boolean()),
    moneyUnit: Type.Optional(Type.Union([oneOf(['YUAN', 'WAN_YUAN']), Type.Null()])),
    unit: Type.Optional(text),
  },
  strict,
);
/** A reported field of a class, one column of its sheet. */
export type Field = Static<typeof FieldShape>;

const EnvelopeFieldShape = Type.Object(
  {
    ...reportedField,
    presenceInSheet: oneOf(['required', 'conditional', 'optional', 'absent']),
    default: Type.Optional(
      Type.Object(
        {
          value: Type.Optional(text),
          generate: Type.Optional(text),
          lookup: Type.Optional(text),
          note: Type.Optional(text),
        },
        strict,
      ),
    ),
    setBy: Type.Optional(text),
  },
  strict,
);
/** A field every record carries, such as its operation; mostly absent in clerks' sheets. */
export type EnvelopeField = Static<typeof EnvelopeFieldShape>;

const PlatformFieldShape = Type.Object(
  { ...fieldHead, codelist: nullableText, setBy: text, owner: Type.Literal('PLATFORM') },
  strict,
);
/** A field the platform or a clerk sets, never part of a sheet. */
export type PlatformField = Static<typeof PlatformFieldShape>;

const SubjectShape = Type.Object(
  {
    mode: oneOf(['FIELDS', 'REFERENCE', 'PLACE']),
    name: nullableText,
    uscc: nullableText,
    idType: nullableText,
    idNumber: nullableText,
    kind: nullableText,
    kindConst: Type.Optional(text),
    kindFrom: Type.Optional(
      Type.Object({ field: text, map: Type.Record(Type.String(), text), default: text }, strict),
    ),
    creates: Type.Optional(Type.Boolean()),
    reference: Type.Optional(
      Type.Object(
        {
          field: text,
          class: text,
          targetField: text,
          preferSameSender: Type.Boolean(),
          whenMissing: Type.Literal('QUARANTINE'),
          whenSeveral: Type.Literal('QUARANTINE'),
        },
        strict,
      ),
    ),
    division: Type.Optional(text),
    note: Type.Optional(Type.String()),
  },
  strict,
);
/** How the subject of a record is found from its fields. */
export type SubjectRule = Static<typeof SubjectShape>;

const NameAndCodeShape = Type.Object({ name: nullableText, uscc: nullableText }, strict);

export const ClassShape = Type.Object(
  {
    ...dated,
    certainty: Type.String(),
    code: Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }),
    nameZh: text,
    nameEn: text,
    group: text,
    prefix: text,
    note: Type.String(),
    subjects: texts,
    sourceDepartments: texts,
    reportWithinWorkdays: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
    polarity: oneOf(['POSITIVE', 'NEUTRAL', 'NEGATIVE']),
    /** Rows that are negative whatever the class is, such as a broken promise. */
    negativeWhen: Type.Optional(ExpressionShape),
    defaultDisclosure: oneOf(disclosures),
    disclosurePeriod: nullableText,
    identityKey: Type.Array(text, { minItems: 1 }),
    factDate: nullableText,
    factDateFallback: Type.Literal('receivedAt'),
    clockDate: texts,
    subject: SubjectShape,
    subjectKindsOnWire: texts,
    documentNumber: nullableText,
    authority: NameAndCodeShape,
    dataSource: NameAndCodeShape,
    senders: texts,
    sendersRule: text,
    uncompiled: texts,
    items: Type.Array(FieldShape, { minItems: 1 }),
    platformFields: Type.Array(PlatformFieldShape),
    rules: Type.Array(Type.Unsafe<Rule>(RuleShape)),
  },
  strict,
);
/** A class of information: who reports it, which fields it has, and the rules each row must meet. */
export type InformationClass = Static<typeof ClassShape>;

export const CatalogueShape = Type.Object(
  {
    ...dated,
    version: text,
    dateFormat: text,
    longTermDate: text,
    ruleKinds: Type.Array(oneOf(ruleKinds)),
    normalisers: Type.Array(oneOf(normalisers)),
    severities: Type.Array(oneOf(severities)),
    scopes: Type.Array(oneOf(scopes)),
    crossFieldRules: Type.Record(Type.String(), text),
    policyDecisions: Type.Array(Type.Object({ id: text, decision: text }, strict)),
    envelope: Type.Array(EnvelopeFieldShape),
    /** Rules of the envelope fields; they apply to every class. */
    rules: Type.Array(Type.Unsafe<Rule>(RuleShape)),
    classes: Type.Array(ClassShape, { minItems: 1 }),
  },
  strict,
);
export type Catalogue = Static<typeof CatalogueShape>;
