import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { DateShape } from './dated.ts';
import { ExpressionShape, type Expression } from './expression.ts';

export const severities = ['error', 'quarantine', 'warning'] as const;
export type Severity = (typeof severities)[number];
export const scopes = ['row', 'file', 'store'] as const;
export type Scope = (typeof scopes)[number];
export const normalisers = [
  'NFKC_CODE',
  'UPPER',
  'TRIM',
  'DATE',
  'MONEY',
  'LIST_SEPARATOR',
  'NAME_BRACKETS',
  'LIST_LABEL',
  'NONE',
] as const;
export type Normaliser = (typeof normalisers)[number];

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const texts = Type.Array(text, { minItems: 1 });
const nullable = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
/** One of a closed set of names. */
export const oneOf = <const Name extends string>(names: readonly Name[]) =>
  Type.Unsafe<Name>(Type.Union(names.map((name) => Type.Literal(name))));

const none = Type.Object({}, strict);
const list = Type.Object({ list: text }, strict);
const profile = Type.Object({ profile: text }, strict);
const register = Type.Object({ register: Type.Literal('organisations.json') }, strict);
const worst = oneOf(severities);

/** The closed set of rule kinds, each with the arguments it takes; a kind that is not here stops the compilation. */
export const ruleArguments = {
  required: none,
  requiredWhen: none,
  blankWhen: none,
  presentIff: none,
  presentTogether: none,
  length: Type.Object(
    { max: Type.Integer({ minimum: 1 }), min: Type.Optional(Type.Integer({ minimum: 0 })) },
    strict,
  ),
  pattern: Type.Object({ regex: text, mode: Type.Optional(oneOf(['full', 'search'])) }, strict),
  equals: Type.Object({ value: text }, strict),
  inList: Type.Object({ list: text, only: Type.Optional(texts) }, strict),
  listOf: Type.Object(
    {
      list: text,
      separator: text,
      min: Type.Integer({ minimum: 0 }),
      max: Type.Integer({ minimum: 1 }),
      otherPrefix: nullable(text),
    },
    strict,
  ),
  inListCase: Type.Object(
    {
      cases: Type.Array(Type.Object({ when: ExpressionShape, list: text }, strict), {
        minItems: 1,
      }),
      default: nullable(text),
    },
    strict,
  ),
  notPlaceholder: list,
  date: Type.Object({ longTerm: Type.Boolean() }, strict),
  notFuture: none,
  dateOrder: Type.Object({ op: oneOf(['>=', '>', '<=']) }, strict),
  withinClassMaximum: Type.Object(
    { source: Type.Literal('publication.json'), class: text },
    strict,
  ),
  decimal: Type.Object(
    {
      precision: Type.Integer({ minimum: 1 }),
      scale: Type.Integer({ minimum: 0 }),
      min: nullable(Type.String({ pattern: '^-?[0-9]+(\\.[0-9]+)?$' })),
    },
    strict,
  ),
  decimalPositiveWhen: none,
  decimalOrder: Type.Object({ op: oneOf(['>=', '>', '<=']) }, strict),
  uscc: Type.Object(
    {
      placeholder: Type.Union([
        oneOf(['error', 'warning']),
        Type.Object({ warnWhen: ExpressionShape }, strict),
      ]),
    },
    strict,
  ),
  orgCode: none,
  regNo: Type.Object({ check15: Type.Boolean(), otherLengths: Type.Literal('accept') }, strict),
  idByType: Type.Object({ typeField: nullable(text), accept: Type.Optional(texts) }, strict),
  divisionCode: Type.Object(
    {
      list: text,
      lengths: Type.Array(Type.Integer(), { minItems: 1 }),
      under: text,
      severityByDetail: Type.Object({ FORMAT: worst, UNKNOWN: worst, OUTSIDE: worst }, strict),
    },
    strict,
  ),
  citesLawAndArticle: none,
  citesBasis: Type.Object({ kindField: text, list: text, dateField: text }, strict),
  scanPersonalData: profile,
  scanProhibited: profile,
  registeredUnit: register,
  sendingUnit: register,
  registeredSender: Type.Object({ senders: Type.Literal('@class.senders') }, strict),
  reportedInTime: Type.Object(
    {
      workdays: Type.Integer({ minimum: 1 }),
      calendar: Type.Literal('workdays.json'),
      firstPresent: texts,
      deadline: text,
    },
    strict,
  ),
  uniqueKey: Type.Object(
    {
      replace: Type.Record(text, texts),
      equal: worst,
      different: worst,
      on: Type.Optional(Type.Literal('laterRow')),
      ignoreStates: Type.Optional(texts),
      allowWhenOperation: Type.Optional(texts),
    },
    strict,
  ),
  subjectAgrees: Type.Object(
    {
      check: oneOf(['NAME_CODE', 'KNOWN', 'ESTABLISHED']),
      effect: Type.Optional(Type.Literal('PROVISIONAL_SUBJECT')),
    },
    strict,
  ),
  referenceExists: Type.Object(
    { class: text, field: text, equals: Type.Literal('exactly one') },
    strict,
  ),
  operationTarget: Type.Object({ sameSender: Type.Boolean(), find: texts }, strict),
} as const;

export type RuleKind = keyof typeof ruleArguments;
export const ruleKinds = Object.keys(ruleArguments) as RuleKind[];
export type RuleArguments<Kind extends RuleKind> = Static<(typeof ruleArguments)[Kind]>;

export const CureShape = Type.Object(
  {
    kind: oneOf(['clear', 'copyFrom', 'uscc']),
    offer: oneOf(['suggest', 'none']),
    field: Type.Optional(text),
    note: Type.Optional(Type.String()),
  },
  strict,
);
/** A proposal to mend a cell, never applied by itself. */
export type Cure = Static<typeof CureShape>;

const ruleHead = {
  id: text,
  kind: oneOf(ruleKinds),
  scope: oneOf(scopes),
  fields: texts,
  when: Type.Optional(ExpressionShape),
  args: Type.Optional(Type.Unknown()),
  severity: worst,
  feedback: text,
  basis: text,
  messageZh: text,
  messageEn: text,
  cure: Type.Optional(CureShape),
  maskValue: Type.Optional(Type.Boolean()),
  certainty: Type.Optional(Type.String()),
  validFrom: Type.Optional(nullable(DateShape)),
  validTo: Type.Optional(nullable(DateShape)),
};

/** The shape of an expanded rule; the arguments are checked against `ruleArguments` of its kind. */
export const RuleShape = Type.Object(ruleHead, strict);

interface RuleHead {
  id: string;
  scope: Scope;
  /** The finding stands on `fields[0]` unless the kind says otherwise. */
  fields: string[];
  when?: Expression;
  severity: Severity;
  /** Value of list FEEDBACK_CODE. */
  feedback: string;
  basis: string;
  /** `{value}`, `{detail}` and `{other}` are filled in while judging. */
  messageZh: string;
  messageEn: string;
  cure?: Cure;
  maskValue?: boolean;
  certainty?: string;
  validFrom?: string | null;
  validTo?: string | null;
}

type Arguments<Kind extends RuleKind> = keyof RuleArguments<Kind> extends never
  ? { args?: RuleArguments<Kind> }
  : { args: RuleArguments<Kind> };

/** A rule of one kind, with the arguments of that kind. */
export type RuleOf<Kind extends RuleKind> = RuleHead & { kind: Kind } & Arguments<Kind>;
/** Any rule; narrowing on `kind` gives its arguments. */
export type Rule = { [Kind in RuleKind]: RuleOf<Kind> }[RuleKind];
