import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { listAudit, listReadings } from './queries.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const next = nullableText;
const after = Type.Optional(
  Type.String({ maxLength: 60, description: '`next` of the page before' }),
);

const ReadingRow = Type.Object({
  readingId: Type.String(),
  at: Type.String(),
  account: Type.String(),
  organisation: nullableText,
  channel: Type.String(),
  output: Type.String(),
  purpose: Type.String(),
  basis: nullableText,
  subjectId: nullableText,
  records: Type.Integer(),
});
const AuditRow = Type.Object({
  auditId: Type.String(),
  at: Type.String(),
  account: Type.String(),
  organisation: nullableText,
  channel: Type.String(),
  action: Type.String(),
  object: Type.String(),
});

/** Who received what, and who did what. */
export function logRoutes(ctx: Context): Route[] {
  const tags = ['logs'];
  return [
    route({
      method: 'GET',
      path: '/readings',
      permission: 'reading.read',
      summary: 'Who received non-public data, newest first, about one subject or all',
      tags,
      schema: {
        query: Type.Object({ subjectId: Type.Optional(Type.String({ format: 'uuid' })), after }),
        response: { 200: Type.Object({ items: Type.Array(ReadingRow), next }) },
      },
      handle: async ({ actor, purpose, query }) => ({
        status: 200,
        body: await listReadings(ctx, actor, purpose, query),
      }),
    }),
    route({
      method: 'GET',
      path: '/audit',
      permission: 'audit.read',
      summary: 'Who did what, newest first, about one object or all',
      tags,
      schema: {
        query: Type.Object({ object: Type.Optional(Type.String({ maxLength: 100 })), after }),
        response: { 200: Type.Object({ items: Type.Array(AuditRow), next }) },
      },
      handle: async ({ actor, purpose, query }) => ({
        status: 200,
        body: await listAudit(ctx, actor, purpose, query),
      }),
    }),
  ];
}
