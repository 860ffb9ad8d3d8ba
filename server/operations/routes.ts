import { Type } from '@sinclair/typebox';
import type { Context } from '../context.ts';
import { route, type Route } from '../platform/http/route.ts';
import { jobsOf, retryJob } from './jobs.ts';
import { lineKeys, tones } from './state-lines.ts';
import { stateOf } from './state.ts';

const nullableText = Type.Union([Type.String(), Type.Null()]);
const nullableCount = Type.Union([Type.Integer(), Type.Null()]);
const literals = <T extends string>(names: readonly T[]) =>
  Type.Union(names.map((name) => Type.Literal(name)));

const State = Type.Object({
  at: Type.String(),
  readOnly: Type.Boolean(),
  reasons: Type.Array(Type.Object({ code: Type.String(), zh: Type.String(), en: Type.String() })),
  lines: Type.Array(
    Type.Object({
      key: literals(lineKeys),
      variant: Type.String(),
      tone: literals(tones),
      count: nullableCount,
      more: nullableCount,
      since: nullableText,
    }),
  ),
});
const Jobs = Type.Object({
  queues: Type.Array(
    Type.Object({
      queue: Type.String(),
      waiting: Type.Integer(),
      running: Type.Integer(),
      failed: Type.Integer(),
      lastDoneAt: nullableText,
    }),
  ),
  failed: Type.Array(
    Type.Object({
      jobId: Type.String(),
      queue: Type.String(),
      failedAt: nullableText,
      attempts: Type.Integer(),
      reason: nullableText,
      batchId: nullableText,
    }),
  ),
});

/** What the desk of the credit centre asks about the system itself. */
export function operationsRoutes(ctx: Context): Route[] {
  const tags = ['system'];
  return [
    route({
      method: 'GET',
      path: '/system/state',
      permission: 'system.read',
      summary: 'The state of the system in lines, the urgent ones first; numbers only',
      tags,
      schema: { response: { 200: State } },
      handle: async () => ({ status: 200, body: await stateOf(ctx) }),
    }),
    route({
      method: 'GET',
      path: '/system/jobs',
      permission: 'job.read',
      summary: 'Queues of background jobs and the newest failed jobs',
      tags,
      schema: { response: { 200: Jobs } },
      handle: async () => ({ status: 200, body: await jobsOf(ctx) }),
    }),
    route({
      method: 'POST',
      path: '/system/jobs/:jobId/retry',
      permission: 'job.retry',
      summary: 'Run a failed job again, with a reason',
      tags,
      schema: {
        params: Type.Object({ jobId: Type.String({ format: 'uuid' }) }),
        body: Type.Object({
          reason: Type.String({ minLength: 2, maxLength: 500, pattern: '\\S' }),
        }),
        response: { 200: Type.Object({ queue: Type.String() }) },
      },
      handle: async ({ actor, params, body }) => ({
        status: 200,
        body: await retryJob(ctx, actor, params.jobId, body.reason.trim()),
      }),
    }),
  ];
}
