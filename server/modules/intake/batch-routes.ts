import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import {
  BatchAnswer,
  BatchDetailAnswer,
  BatchState,
  ClassAnswer,
  next,
  ReceivedAnswer,
} from './answers.ts';
import { cancelBatch } from './commands/cancel.ts';
import { receiveBatch } from './commands/receive.ts';
import { problem } from './problem.ts';
import { batchDetail, listBatches, listClasses } from './queries.ts';
import { templateFile, XLSX } from './template.ts';

const tags = ['batches'];
const params = Type.Object({ batchId: Type.String({ format: 'uuid' }) });
const classCode = Type.String({ pattern: '^[A-Z][A-Z0-9_]*$', maxLength: 60 });
const after = Type.Optional(Type.String({ maxLength: 200 }));
const limit = Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }));

/** Sending files and following them. */
export function batchRoutes(ctx: Context): Route[] {
  return [
    route({
      method: 'POST',
      path: '/batches',
      permission: 'batch.submit',
      summary: 'Send a sheet of one class; the same file again is the same batch',
      tags,
      schema: {
        body: Type.Object({
          class: Type.String({
            default: '',
            maxLength: 60,
            description: 'Code of the class of the sheet, such as ADMIN_PENALTY',
          }),
        }),
        response: { 202: ReceivedAnswer },
      },
      upload: true,
      findsItself: true,
      handle: async ({ actor, file, body }) => {
        if (!file) throw problem('NO_FILE');
        const submission = {
          fileName: file.name,
          bytes: file.bytes,
          classCode: body.class,
        };
        return { status: 202, body: await receiveBatch(ctx, actor, submission) };
      },
    }),
    route({
      method: 'GET',
      path: '/batches',
      permission: 'batch.read',
      summary: 'Batches, newest first',
      tags,
      schema: {
        query: Type.Object({
          state: Type.Optional(BatchState),
          classCode: Type.Optional(classCode),
          after,
          limit,
        }),
        response: { 200: Type.Object({ items: Type.Array(BatchAnswer), next }) },
      },
      handle: async ({ actor, query }) => ({
        status: 200,
        body: await listBatches(ctx, actor, query),
      }),
    }),
    route({
      method: 'GET',
      path: '/batches/:batchId',
      permission: 'batch.read',
      summary: 'A batch with its progress, numbers and findings by rule',
      tags,
      schema: { params, response: { 200: BatchDetailAnswer } },
      handle: async ({ actor, params: { batchId } }) => ({
        status: 200,
        body: await batchDetail(ctx, actor, batchId),
      }),
    }),
    route({
      method: 'POST',
      path: '/batches/:batchId/cancel',
      permission: 'batch.submit',
      summary: 'Stop a batch; rows already stored stay',
      tags,
      schema: { params, response: { 202: BatchDetailAnswer } },
      handle: async ({ actor, params: { batchId } }) => {
        await cancelBatch(ctx, actor, batchId);
        return { status: 202, body: await batchDetail(ctx, actor, batchId) };
      },
    }),
    route({
      method: 'GET',
      path: '/classes',
      permission: 'class.read',
      summary: 'Classes the own organisation sends, with their forms',
      tags: ['classes'],
      schema: { response: { 200: Type.Object({ items: Type.Array(ClassAnswer) }) } },
      handle: async ({ actor }) => ({
        status: 200,
        body: { items: await listClasses(ctx, actor) },
      }),
    }),
    route({
      method: 'GET',
      path: '/classes/:classCode/template',
      permission: 'class.read',
      summary: 'The workbook to fill in for a class',
      tags: ['classes'],
      schema: { params: Type.Object({ classCode }), response: {} },
      download: XLSX,
      handle: async ({ params: given, actor }) => {
        const { bytes, fileName } = await templateFile(
          ctx.policy,
          given.classCode,
          ctx.clock.today(),
          actor.organisation ?? undefined,
        );
        return { download: bytes, fileName, contentType: XLSX };
      },
    }),
  ];
}
