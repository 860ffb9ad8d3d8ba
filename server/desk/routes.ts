import { Type } from '@sinclair/typebox';
import type { Context } from '../context.ts';
import { route, type Route } from '../platform/http/route.ts';
import { BatchAnswer } from '../modules/intake/index.ts';
import { directoryOf } from './directory.ts';
import { myBatches, workToday } from './today.ts';
import { waitingCounts } from './waiting.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const count = Type.Union([Type.Integer(), Type.Null()]);
const Named = { code: Type.String(), nameZh: Type.String(), nameEn: Type.String() };

const number = Type.Integer({ minimum: 0 });
const TodayAnswer = Type.Object({
  toMend: Type.Array(Type.Composite([BatchAnswer, Type.Object({ expiresOn: Type.String() })]), {
    description: 'Files with rows to correct, the first to expire first',
  }),
  filesToMend: number,
  rowsToMend: number,
  rowsHeld: number,
  notAccepted: Type.Array(BatchAnswer),
  classification: count,
});

/** What the desk needs to show codes as words, and what waits beside its menu. */
export function deskRoutes(ctx: Context): Route[] {
  return [
    route({
      method: 'GET',
      path: '/directory',
      permission: 'class.read',
      summary: 'Names of all classes, of their fields and values, and of all organisations',
      tags: ['classes'],
      schema: {
        response: {
          200: Type.Object({
            classes: Type.Array(
              Type.Object({
                ...Named,
                group: Type.String(),
                subject: Type.Object({
                  name: nullableText,
                  uscc: nullableText,
                }),
                documentNumber: nullableText,
                fields: Type.Array(
                  Type.Object({
                    code: Type.String(),
                    label: Type.String(),
                    labelEn: Type.String(),
                    format: Type.String(),
                    unit: nullableText,
                    list: nullableText,
                  }),
                ),
              }),
            ),
            lists: Type.Record(Type.String(), Type.Record(Type.String(), Type.String())),
            organisations: Type.Array(Type.Object(Named)),
            longTermDate: Type.String(),
          }),
        },
      },
      handle: async () => ({ status: 200, body: directoryOf(ctx.policy) }),
    }),
    route({
      method: 'GET',
      path: '/waiting',
      permission: 'waiting.read',
      summary: 'How much waits for a person in each queue of the own role, at most 1000',
      tags: ['desk'],
      schema: {
        response: {
          200: Type.Object({ classification: count, doubts: count, quarantine: count }),
        },
      },
      handle: async ({ actor }) => ({ status: 200, body: await waitingCounts(ctx, actor) }),
    }),
    route({
      method: 'GET',
      path: '/today',
      permission: 'waiting.read',
      summary: 'What waits for the own organisation today: files and numbers, no content of rows',
      tags: ['desk'],
      schema: { response: { 200: TodayAnswer } },
      handle: async ({ actor }) => ({ status: 200, body: await workToday(ctx, actor) }),
    }),
    route({
      method: 'GET',
      path: '/my-batches',
      permission: 'waiting.read',
      summary: 'Files the caller sent that are on their way or were finished within a day',
      tags: ['desk'],
      schema: { response: { 200: Type.Object({ items: Type.Array(BatchAnswer) }) } },
      handle: async ({ actor }) => ({ status: 200, body: { items: await myBatches(ctx, actor) } }),
    }),
  ];
}
