import { FormatRegistry, Kind, Type, type TSchema } from '@sinclair/typebox';
import { TypeCompiler, ValueErrorType } from '@sinclair/typebox/compiler';
import { Value } from '@sinclair/typebox/value';
import { isUuid } from '../marks.ts';
import { isPlainDate } from '../plain-date.ts';
import type { FieldError } from '../problem.ts';
import type { Language } from './language.ts';

FormatRegistry.Set('date', isPlainDate);
FormatRegistry.Set(
  'date-time',
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
);
FormatRegistry.Set('uuid', isUuid);
FormatRegistry.Set('uri', (text) => URL.canParse(text));
FormatRegistry.Set('binary', () => true);

const MOST_ISSUES = 100;
const ANY_TEXT = Type.String();

export type Part = 'params' | 'query' | 'body';

export interface Issue {
  /** Dotted path below the part, such as `items.0.code`. Never the value: it may be a person's number. */
  readonly field: string;
  readonly type: ValueErrorType;
  readonly schema: TSchema;
}

/** What came from outside does not have the shape the route asks for. */
export class InvalidInput extends Error {
  readonly part: Part;
  readonly issues: readonly Issue[];

  constructor(part: Part, issues: readonly Issue[]) {
    super(`invalid ${part}`);
    this.name = 'InvalidInput';
    this.part = part;
    this.issues = issues;
  }
}

/** The schema with unknown members refused in every object that does not say otherwise. */
export function strict<T extends TSchema>(schema: T): T {
  const copy = { ...schema } as Record<PropertyKey, unknown>;
  for (const key of Reflect.ownKeys(copy)) {
    const value = copy[key];
    if (key === 'properties') {
      copy[key] = Object.fromEntries(
        Object.entries(value as Record<string, TSchema>).map(([name, of]) => [name, strict(of)]),
      );
    } else if (Array.isArray(value) && value.every(isSchema)) copy[key] = value.map(strict);
    else if (isSchema(value)) copy[key] = strict(value);
  }
  if (
    copy['type'] === 'object' &&
    copy['properties'] &&
    copy['additionalProperties'] === undefined
  ) {
    copy['additionalProperties'] = false;
  }
  return copy as unknown as T;
}

function isSchema(value: unknown): value is TSchema {
  return typeof value === 'object' && value !== null && Kind in value;
}

/**
 * A checker of one part of a request: returns the value with defaults filled in (and texts of a
 * query or form turned into numbers), or throws InvalidInput.
 */
export function compilePart(
  part: Part,
  schema: TSchema,
  fromText = part !== 'body',
): (value: unknown) => unknown {
  const shape = strict(schema);
  const check = TypeCompiler.Compile(shape);
  const isOfTexts = hasOnlyTexts(shape);
  return (given) => {
    const filled =
      fromText && isOfTexts
        ? given
        : Value.Default(shape, fromText ? Value.Convert(shape, Value.Clone(given)) : given);
    const isShaped = check.Check(filled);
    const unstorable = isShaped ? unstorableTexts(filled) : [];
    if (isShaped && unstorable.length === 0) return filled;
    if (isShaped) throw new InvalidInput(part, unstorable.slice(0, MOST_ISSUES));
    const seen = new Map<string, Issue>();
    for (const { path, type, schema: of } of check.Errors(filled)) {
      const field = path.slice(1).replaceAll('/', '.');
      if (!seen.has(field)) seen.set(field, { field, type, schema: of });
    }
    throw new InvalidInput(part, [...seen.values()].slice(0, MOST_ISSUES));
  };
}

/** Whether all members are texts without a default: from a text there is nothing to turn or fill in. */
function hasOnlyTexts(shape: TSchema): boolean {
  if (shape[Kind] !== 'Object') return false;
  const members = Object.values((shape['properties'] ?? {}) as Record<string, TSchema>);
  return members.every((member) => member[Kind] === 'String' && member['default'] === undefined);
}

/** Texts that no database keeps as they are: with a NUL or half a character. */
function unstorableTexts(value: unknown, field = ''): Issue[] {
  if (typeof value === 'string')
    return isStorable(value)
      ? []
      : [{ field, type: ValueErrorType.StringFormat, schema: ANY_TEXT }];
  if (typeof value !== 'object' || value === null) return [];
  const below = field === '' ? '' : `${field}.`;
  return Object.entries(value).flatMap(([name, of]) => unstorableTexts(of, below + name));
}

/** Whether a text can be kept as it is: no NUL, no half of a character. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** Each issue as a sentence in the asked language. */
export function explain(issues: readonly Issue[], language: Language): FieldError[] {
  return issues.map((issue) => {
    const [zh, en, code] = sentence(issue);
    return { field: issue.field, code, message: language === 'en' ? en : zh };
  });
}

function sentence({ type, schema }: Issue): readonly [zh: string, en: string, code: string] {
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty:
      return ['缺少此项，请填写。', 'This is missing.', 'REQUIRED'];
    case ValueErrorType.ObjectAdditionalProperties:
      return ['不接受此项，请删去。', 'This is not accepted; leave it out.', 'UNKNOWN_FIELD'];
    case ValueErrorType.StringMinLength:
      return [
        `至少 ${schema['minLength']} 个字符。`,
        `At least ${schema['minLength']} characters.`,
        'TOO_SHORT',
      ];
    case ValueErrorType.StringMaxLength:
      return [
        `最多 ${schema['maxLength']} 个字符。`,
        `At most ${schema['maxLength']} characters.`,
        'TOO_LONG',
      ];
    case ValueErrorType.StringPattern:
    case ValueErrorType.StringFormat:
      return ['格式不对。', 'The form is wrong.', 'WRONG_FORM'];
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.NumberMinimum:
      return [
        `不得小于 ${schema['minimum']}。`,
        `Not less than ${schema['minimum']}.`,
        'TOO_SMALL',
      ];
    case ValueErrorType.IntegerMaximum:
    case ValueErrorType.NumberMaximum:
      return [
        `不得大于 ${schema['maximum']}。`,
        `Not more than ${schema['maximum']}.`,
        'TOO_LARGE',
      ];
    case ValueErrorType.ArrayMinItems:
      return [
        `至少 ${schema['minItems']} 项。`,
        `At least ${schema['minItems']} entries.`,
        'TOO_FEW',
      ];
    case ValueErrorType.ArrayMaxItems:
      return [
        `最多 ${schema['maxItems']} 项。`,
        `At most ${schema['maxItems']} entries.`,
        'TOO_MANY',
      ];
    case ValueErrorType.Union:
    case ValueErrorType.Literal:
      return ['不是允许的取值。', 'Not one of the allowed values.', 'NOT_ALLOWED'];
    default:
      return [
        `类型不对，应为${typeName(schema)}。`,
        `Wrong type; expected ${String(schema['type'] ?? 'another')}.`,
        'WRONG_TYPE',
      ];
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文本',
  integer: '整数',
  number: '数字',
  boolean: '是或否',
  array: '列表',
  object: '对象',
};

function typeName(schema: TSchema): string {
  return typeNames[String(schema['type'])] ?? '其他类型';
}
