import { Type, type Static } from '@sinclair/typebox';
import { dated } from './dated.ts';
import { oneOf } from './rule-shape.ts';

const strict = { additionalProperties: false };
const text = Type.String({ minLength: 1 });

const ReportSectionShape = Type.Object(
  {
    id: text,
    title: text,
    /** BASICS shows the register entry first, REST takes every public class no section names, TEXT has words only. */
    kind: oneOf(['BASICS', 'ITEMS', 'REST', 'TEXT']),
    classes: Type.Array(text),
    text: Type.Optional(text),
  },
  strict,
);
export type ReportSection = Static<typeof ReportSectionShape>;

const ReportTemplateShape = Type.Object(
  {
    ...dated,
    id: text,
    title: text,
    subtitle: text,
    edition: text,
    issuer: text,
    disclaimer: text,
    emptyText: text,
    recheckDays: Type.Integer({ minimum: 1 }),
    mostListed: Type.Integer({ minimum: 1 }),
    notes: Type.Array(Type.Object({ title: text, text }, strict)),
    sections: Type.Array(ReportSectionShape),
    leftOut: Type.Array(Type.Object({ class: text, why: text }, strict)),
    endText: text,
  },
  strict,
);
/** Structure and fixed texts of one kind of report between two dates. */
export type ReportTemplate = Static<typeof ReportTemplateShape>;

export const ReportsShape = Type.Object(
  {
    ...dated,
    version: text,
    /** Requests of one address: reports in an hour, verifications in a minute. */
    limits: Type.Object(
      {
        issuesAnHour: Type.Integer({ minimum: 1 }),
        verificationsAMinute: Type.Integer({ minimum: 1 }),
      },
      strict,
    ),
    templates: Type.Array(ReportTemplateShape),
  },
  strict,
);
export type Reports = Static<typeof ReportsShape>;
