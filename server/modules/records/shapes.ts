import { Type, type TSchema } from '@sinclair/typebox';
import { subjectKinds } from '../subjects/index.ts';
import { doubtDecisions } from './doubt.ts';
import { actionKinds, recordNeeds, recordStatuses } from './fold.ts';

const oneOf = <Name extends string>(names: readonly Name[]) =>
  Type.Union(names.map((name) => Type.Literal(name)));
const nullable = <Shape extends TSchema>(shape: Shape) => Type.Union([shape, Type.Null()]);
const text = Type.String();
const cells = Type.Record(Type.String(), Type.String());

export const DateShape = Type.String({ format: 'date' });
export const LevelShape = oneOf(['MINOR', 'GENERAL', 'SERIOUS'] as const);
export const StatusShape = oneOf(recordStatuses);
const NeedsShape = nullable(oneOf(recordNeeds));

export const pageQuery = {
  after: Type.Optional(Type.String({ maxLength: 200 })),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
};

/** A page of a list; `next` goes into `after` of the next request. */
export function pageOf<Item extends TSchema>(item: Item) {
  return Type.Object({ items: Type.Array(item), next: nullable(text) });
}

const SubjectShape = Type.Object({
  subjectId: text,
  kind: oneOf(subjectKinds),
  name: text,
  uscc: nullable(text),
  provisional: Type.Boolean(),
  formerNames: Type.Array(text),
});

const lineFields = {
  recordId: text,
  classCode: text,
  organisation: text,
  externalId: text,
  batchId: text,
  rowNumber: Type.Integer(),
  factDate: text,
  receivedAt: text,
  status: StatusShape,
  level: nullable(LevelShape),
  needs: NeedsShape,
  disputed: Type.Boolean(),
  subject: SubjectShape,
};

export const RecordLineShape = Type.Object(lineFields);

const recordFields = {
  ...lineFields,
  polarity: oneOf(['NEUTRAL', 'POSITIVE', 'NEGATIVE'] as const),
  replaces: nullable(text),
  active: Type.Boolean(),
  platform: cells,
  values: nullable(cells),
  actions: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      kind: oneOf(actionKinds),
      at: text,
      effectiveOn: text,
      account: text,
      organisation: nullable(text),
      reason: nullable(text),
      detail: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
};

export const RecordShape = Type.Object(recordFields);

export const WaitingShape = Type.Object({
  ...recordFields,
  choice: Type.Object({
    proposed: Type.Array(text),
    unresolved: Type.Array(Type.Object({ from: text, candidates: Type.Array(text) })),
  }),
});

export const DoubtShape = Type.Object({
  ...recordFields,
  /** Name the department reported it under; the registered and former names stand in `subject`. */
  reportedName: text,
});

export const DoubtBody = Type.Object({
  decision: oneOf(doubtDecisions),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
});

export const HeadShape = Type.Object({
  subject: SubjectShape,
  counts: Type.Array(Type.Object({ classCode: text, status: StatusShape, count: Type.Integer() })),
  total: Type.Integer(),
  latestChange: nullable(text),
  asOf: text,
});

export const ArchiveShape = Type.Object({
  asOf: text,
  knownOn: text,
  subject: Type.Object({
    subjectId: text,
    kind: oneOf(subjectKinds),
    orgType: nullable(text),
    name: nullable(text),
    uscc: nullable(text),
    provisional: Type.Boolean(),
    registeredOn: nullable(text),
    divisionCode: nullable(text),
    formerNames: Type.Array(text),
  }),
  records: Type.Array(RecordShape),
});

export const ClassificationBody = Type.Object({
  level: LevelShape,
  kinds: Type.Array(Type.String({ maxLength: 10 }), { minItems: 1, maxItems: 20 }),
  procedure: Type.Optional(oneOf(['SIMPLE', 'ORDINARY'] as const)),
  reason: Type.String({ minLength: 1, maxLength: 500 }),
});

/** A record after a person's decision on it. */
export const DecidedState = Type.Object({
  recordId: text,
  status: StatusShape,
  active: Type.Boolean(),
  disputed: Type.Boolean(),
  level: nullable(LevelShape),
  needs: NeedsShape,
  platform: cells,
});
