import { Type, type Static } from '@sinclair/typebox';
import { dated } from './dated.ts';
import { ExpressionShape } from './expression.ts';
import { oneOf } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });
const nullableText = Type.Union([text, Type.Null()]);
const note = Type.Optional(Type.String());

const MaskRuleShape = Type.Object(
  {
    ...dated,
    id: text,
    zh: text,
    algorithm: text,
    pattern: Type.Optional(text),
    vectors: Type.Array(Type.Tuple([Type.String(), Type.String()])),
  },
  strict,
);
export type MaskRule = Static<typeof MaskRuleShape>;

const FieldMaskShape = Type.Object(
  {
    ...dated,
    where: Type.Object(
      {
        field: Type.Optional(text),
        fieldType: Type.Optional(text),
        subjectKind: Type.Optional(text),
      },
      strict,
    ),
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
      Type.Object(
        {
          field: text,
          subjectKind: text,
          value: text,
          public: Type.Union([Type.String(), Type.Null()]),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type Masking = Static<typeof MaskingShape>;
