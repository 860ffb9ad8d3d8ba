import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { annotatedFile } from './annotated.ts';
import { next, RowAnswer, RowState, TypedRowAnswer } from './answers.ts';
import { correctRow, discardRow } from './commands/correct.ts';
import { decideQuarantine, quarantineDecisions } from './commands/decide.ts';
import { judgeRows } from './commands/judge-rows.ts';
import { listQuarantine, listRows, quarantineWaits } from './row-queries.ts';
import { XLSX } from './template.ts';

const tags = ['rows'];
const batchId = Type.String({ format: 'uuid' });
const rowNumber = Type.Integer({ minimum: 1, maximum: 2_000_000 });
const params = Type.Object({ batchId, rowNumber });
const classCode = Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', maxLength: 60 });
const cells = Type.Record(
  Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }),
  Type.String({ maxLength: 20_000 }),
);
const after = Type.Optional(Type.String({ maxLength: 200 }));
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }));
const code = Type.Optional(Type.String({ maxLength: 80 }));
const version = Type.Optional(Type.Integer({ minimum: 1 }));
const rowsAnswer = Type.Object({ items: Type.Array(RowAnswer), next });

/** Rows with findings: reading, correcting, deciding. */
export function rowRoutes(ctx: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/batches/:batchId/rows',
      permission: 'row.read',
      summary: 'Rows of a batch that have findings, in the order of the sheet',
      tags,
      schema: {
        params: Type.Object({ batchId }),
        query: Type.Object({
          state: Type.Optional(RowState),
          rule: code,
          field: code,
          after,
          limit,
        }),
        response: { 200: rowsAnswer },
      },
      handle: async ({ actor, purpose, params: given, query }) => ({
        status: 200,
        body: await listRows(ctx, actor, purpose, given.batchId, query),
      }),
    }),
    route({
      method: 'POST',
      path: '/batches/:batchId/rows/:rowNumber',
      permission: 'row.correct',
      summary: 'Change cells of a waiting row; it is judged again and enters when it is good',
      tags,
      schema: {
        params,
        body: Type.Object({ values: cells, version }),
        response: { 200: RowAnswer },
      },
      handle: async ({ actor, params: given, body }) => ({
        status: 200,
        body: await correctRow(ctx, actor, { ...given, ...body }),
      }),
    }),
    route({
      method: 'DELETE',
      path: '/batches/:batchId/rows/:rowNumber',
      permission: 'row.correct',
      summary: 'Give up a waiting row',
      tags,
      schema: { params, response: { 200: RowAnswer } },
      handle: async ({ actor, params: given }) => ({
        status: 200,
        body: await discardRow(ctx, actor, given),
      }),
    }),
    route({
      method: 'GET',
      path: '/batches/:batchId/annotated',
      permission: 'row.read',
      summary: 'Rows that did not enter, as a workbook with marked cells',
      tags,
      schema: { params: Type.Object({ batchId }), response: {} },
      download: XLSX,
      handle: async ({ actor, purpose, params: given }) => {
        const { bytes, fileName } = await annotatedFile(ctx, actor, purpose, given.batchId);
        return { download: bytes, fileName, contentType: XLSX };
      },
    }),
    route({
      method: 'POST',
      path: '/judge',
      permission: 'batch.submit',
      summary: 'Judge typed rows without storing anything',
      tags,
      schema: {
        body: Type.Object({ classCode, rows: Type.Array(cells, { minItems: 1, maxItems: 500 }) }),
        response: { 200: Type.Object({ rows: Type.Array(TypedRowAnswer) }) },
      },
      handle: async ({ actor, body }) => ({
        status: 200,
        body: { rows: judgeRows(ctx, actor, body) },
      }),
    }),
    route({
      method: 'GET',
      path: '/quarantine',
      permission: 'quarantine.read',
      summary: 'Rows held for a person of the centre',
      tags: ['quarantine'],
      schema: {
        query: Type.Object({
          waitsFor: Type.Optional(Type.Union(quarantineWaits.map((name) => Type.Literal(name)))),
          classCode: Type.Optional(classCode),
          after,
          limit,
        }),
        response: { 200: rowsAnswer },
      },
      handle: async ({ actor, purpose, query }) => ({
        status: 200,
        body: await listQuarantine(ctx, actor, purpose, query),
      }),
    }),
    route({
      method: 'POST',
      path: '/quarantine/:batchId/:rowNumber',
      permission: 'quarantine.decide',
      summary: 'Decide about a held row, by name and with a reason',
      tags: ['quarantine'],
      schema: {
        params,
        body: Type.Object({
          decision: Type.Union(quarantineDecisions.map((name) => Type.Literal(name))),
          subjectId: Type.Optional(Type.String({ format: 'uuid' })),
          reason: Type.String({ maxLength: 500 }),
          version,
        }),
        response: { 200: RowAnswer },
      },
      handle: async ({ actor, params: given, body }) => ({
        status: 200,
        body: await decideQuarantine(ctx, actor, { ...given, ...body }),
      }),
    }),
  ];
}
