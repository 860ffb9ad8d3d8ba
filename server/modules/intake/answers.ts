import { Type } from '@sinclair/typebox';
import { batchStates, rowStates } from './batch.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const oneOf = <Name extends string>(names: readonly Name[]) =>
  Type.Union(names.map((name) => Type.Literal(name)));
const count = Type.Integer({ minimum: 0 });
const texts = Type.Record(Type.String(), Type.String());
export const next = nullableText;
export const BatchState = oneOf(batchStates);
export const RowState = oneOf(rowStates);
const Severity = oneOf(['error', 'quarantine', 'warning']);

export const FindingAnswer = Type.Object({
  row: count,
  cell: nullableText,
  field: Type.String(),
  fieldName: Type.String(),
  value: Type.String(),
  rule: Type.String(),
  severity: Severity,
  detail: Type.Optional(Type.String()),
  message: Type.String(),
  messageEn: Type.String(),
  feedback: Type.String(),
  suggestion: Type.Optional(
    Type.Object({
      kind: Type.String(),
      field: Type.String(),
      from: Type.Optional(Type.String()),
      value: Type.Optional(Type.String()),
    }),
  ),
});

const CureAnswer = Type.Object({
  field: Type.String(),
  from: Type.String(),
  to: Type.String(),
  normaliser: Type.String(),
});

const batchHead = {
  batchId: Type.String(),
  receiptNumber: Type.String(),
  classCode: Type.String(),
  className: Type.String(),
  organisation: Type.String(),
  organisationName: Type.String(),
  account: Type.String(),
  channel: Type.String(),
  fileName: Type.String(),
  fileSize: count,
  receivedAt: Type.String(),
  finishedAt: nullableText,
  state: BatchState,
  cancelRequested: Type.Boolean(),
  held: Type.Union([Type.Literal('DISK_FULL'), Type.Null()]),
  progress: Type.Object({
    phase: Type.String(),
    rowsRead: count,
    rowsToStore: Type.Union([count, Type.Null()]),
    rowsStored: count,
    secondsLeft: Type.Union([count, Type.Null()]),
  }),
  counts: Type.Object({
    rows: count,
    accepted: count,
    rejected: count,
    quarantined: count,
    warned: count,
    new: count,
    duplicate: count,
    corrected: count,
    revoked: count,
    deleted: count,
  }),
};

export const BatchAnswer = Type.Object(batchHead);

export const BatchDetailAnswer = Type.Object({
  ...batchHead,
  reportId: nullableText,
  judgedOn: Type.String(),
  policyHash: Type.String(),
  fileDigest: Type.String(),
  refusal: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()]),
  sheet: Type.Union([
    Type.Object({
      format: Type.String(),
      sheetName: nullableText,
      otherSheets: Type.Array(Type.String()),
      encoding: Type.String(),
      headerRow: count,
      columns: texts,
    }),
    Type.Null(),
  ]),
  headerFindings: Type.Array(FindingAnswer),
  cures: Type.Record(Type.String(), count),
  findingCounts: Type.Array(
    Type.Object({
      rule: Type.String(),
      field: Type.String(),
      fieldName: Type.String(),
      severity: Severity,
      count,
    }),
  ),
  expiresOn: nullableText,
});

export const RowAnswer = Type.Object({
  batchId: Type.String(),
  classCode: Type.String(),
  organisation: Type.String(),
  rowNumber: count,
  version: count,
  state: RowState,
  values: texts,
  findings: Type.Array(FindingAnswer),
  cures: Type.Array(CureAnswer),
  suggestions: Type.Array(
    Type.Object({
      subjectId: Type.String(),
      name: Type.String(),
      uscc: nullableText,
      because: Type.String(),
    }),
  ),
  subjectId: nullableText,
  recordId: nullableText,
  decidedBy: nullableText,
  decidedAt: nullableText,
  reason: nullableText,
  expiresOn: Type.String(),
});

export const TypedRowAnswer = Type.Object({
  rowNumber: count,
  values: texts,
  findings: Type.Array(FindingAnswer),
  cures: Type.Array(CureAnswer),
  outcome: Type.String(),
});

export const ReceivedAnswer = Type.Object({
  batchId: Type.String(),
  receiptNumber: Type.String(),
  isNew: Type.Boolean({ description: 'false: the same file was received before' }),
});

const FormFieldAnswer = Type.Object({
  code: Type.String(),
  label: Type.String(),
  labelEn: Type.String(),
  group: Type.String(),
  input: Type.String(),
  required: Type.Boolean(),
  requiredWhen: Type.Unknown(),
  blankWhen: Type.Unknown(),
  maxLength: Type.Union([count, Type.Null()]),
  decimals: Type.Union([count, Type.Null()]),
  unit: nullableText,
  longTerm: Type.Boolean(),
  options: Type.Union([
    Type.Array(Type.Object({ value: Type.String(), label: Type.String() })),
    Type.Null(),
  ]),
  help: Type.String(),
});

export const ClassAnswer = Type.Object({
  code: Type.String(),
  nameZh: Type.String(),
  nameEn: Type.String(),
  group: Type.String(),
  reportWithinWorkdays: Type.Union([count, Type.Null()]),
  form: Type.Object({
    classCode: Type.String(),
    nameZh: Type.String(),
    fields: Type.Array(FormFieldAnswer),
  }),
  lastReceivedAt: nullableText,
  lastBatchId: nullableText,
});
