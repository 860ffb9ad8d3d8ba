import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../platform/db.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { archive } from './archive.ts';
import { archiveHeads } from './archive-head.ts';
import { classifyRecord, type AfterDecision } from './classify.ts';
import { decideDoubt } from './doubt.ts';
import { ownRecords, recordFile } from './queries.ts';
import { classificationQueue, doubtQueue } from './queues.ts';
import {
  ArchiveShape,
  ClassificationBody,
  DateShape,
  DecidedState,
  DoubtBody,
  DoubtShape,
  HeadShape,
  pageOf,
  pageQuery,
  RecordLineShape,
  RecordShape,
  StatusShape,
  WaitingShape,
} from './shapes.ts';

const recordParams = Type.Object({ recordId: Type.String({ format: 'uuid' }) });

/** Archive of a subject, records of the own organisation, and what waits for a person's decision; `follow` shows or takes down what was decided. */
export function recordRoutes(ctx: Context, follow: AfterDecision): Route[] {
  return [
    archiveRoute(ctx),
    headRoute(ctx),
    ownRoute(ctx),
    fileRoute(ctx),
    queueRoute(ctx),
    decideRoute(ctx, follow),
    doubtsRoute(ctx),
    decideDoubtRoute(ctx, follow),
  ];
}

function archiveRoute(ctx: Context): Route {
  return route({
    method: 'GET',
    path: '/subjects/:uscc',
    permission: 'subject.read',
    summary: 'All records of a subject as of two dates, non-public content included',
    tags: ['subjects'],
    schema: {
      params: Type.Object({ uscc: Type.String({ minLength: 18, maxLength: 18 }) }),
      query: Type.Object({
        asOf: Type.Optional(DateShape),
        knownOn: Type.Optional(DateShape),
      }),
      response: { 200: ArchiveShape },
    },
    async handle({ params, query, actor, purpose }) {
      const body = await inTransaction(ctx.db.app, actor, (tx) =>
        archive(tx, ctx, actor, { uscc: params.uscc, ...query, purpose }),
      );
      return { status: 200, body };
    },
  });
}

function headRoute(ctx: Context): Route {
  const headOf = archiveHeads(ctx);
  return route({
    method: 'GET',
    path: '/subjects/:uscc/head',
    permission: 'subject.read',
    summary:
      'Who an archive is about, its records counted by class and status, and its newest change',
    tags: ['subjects'],
    schema: {
      params: Type.Object({ uscc: Type.String({ minLength: 18, maxLength: 18 }) }),
      response: { 200: HeadShape },
    },
    async handle({ params, actor, purpose }) {
      return { status: 200, body: await headOf(actor, { uscc: params.uscc, purpose }) };
    },
  });
}

function ownRoute(ctx: Context): Route {
  return route({
    method: 'GET',
    path: '/records',
    permission: 'record.read',
    summary: 'Records the own organisation reported, newest first',
    tags: ['records'],
    schema: {
      query: Type.Object({
        ...pageQuery,
        organisation: Type.Optional(Type.String()),
        classCode: Type.Optional(Type.String()),
        status: Type.Optional(StatusShape),
        batchId: Type.Optional(Type.String({ format: 'uuid' })),
      }),
      response: { 200: pageOf(RecordLineShape) },
    },
    async handle({ query: { after, limit, ...filter }, actor, purpose }) {
      const body = await inTransaction(ctx.db.app, actor, (tx) =>
        ownRecords(tx, ctx, actor, filter, { after, limit, purpose }),
      );
      return { status: 200, body };
    },
  });
}

function fileRoute(ctx: Context): Route {
  return route({
    method: 'GET',
    path: '/records/:recordId',
    permission: 'record.read',
    summary: 'One record with its history, numbers of persons masked',
    tags: ['records'],
    schema: { params: recordParams, response: { 200: RecordShape } },
    async handle({ params, actor, purpose }) {
      const body = await inTransaction(ctx.db.app, actor, (tx) =>
        recordFile(tx, ctx, actor, params.recordId, purpose),
      );
      return { status: 200, body };
    },
  });
}

function queueRoute(ctx: Context): Route {
  return route({
    method: 'GET',
    path: '/classification',
    permission: 'classification.read',
    summary: 'Negative records that wait for a person to decide their level',
    tags: ['classification'],
    schema: { query: Type.Object(pageQuery), response: { 200: pageOf(WaitingShape) } },
    async handle({ query, actor, purpose }) {
      const body = await inTransaction(ctx.db.app, actor, (tx) =>
        classificationQueue(tx, ctx, actor, { ...query, purpose }),
      );
      return { status: 200, body };
    },
  });
}

function decideRoute(ctx: Context, follow: AfterDecision): Route {
  return route({
    method: 'POST',
    path: '/classification/:recordId',
    permission: 'classification.decide',
    summary: 'Decide the level of a record: confirm or lower, never raise',
    tags: ['classification'],
    schema: {
      params: recordParams,
      body: ClassificationBody,
      response: { 200: DecidedState },
    },
    async handle({ params, body, actor }) {
      const input = { ...body, recordId: params.recordId };
      const state = await classifyRecord(ctx, actor, input, follow);
      return { status: 200, body: { recordId: params.recordId, ...state } };
    },
  });
}

function doubtsRoute(ctx: Context): Route {
  return route({
    method: 'GET',
    path: '/subject-doubts',
    permission: 'doubt.read',
    summary: 'Records reported under a name that the register contradicts, for a person to decide',
    tags: ['subject doubts'],
    schema: { query: Type.Object(pageQuery), response: { 200: pageOf(DoubtShape) } },
    async handle({ query, actor, purpose }) {
      const body = await inTransaction(ctx.db.app, actor, (tx) =>
        doubtQueue(tx, ctx, actor, { ...query, purpose }),
      );
      return { status: 200, body };
    },
  });
}

function decideDoubtRoute(ctx: Context, follow: AfterDecision): Route {
  return route({
    method: 'POST',
    path: '/subject-doubts/:recordId',
    permission: 'doubt.decide',
    summary: "Say by name and with a reason whether a record is its subject's",
    tags: ['subject doubts'],
    schema: { params: recordParams, body: DoubtBody, response: { 200: DecidedState } },
    async handle({ params: { recordId }, body, actor }) {
      const state = await decideDoubt(ctx, actor, { ...body, recordId }, follow);
      return { status: 200, body: { recordId, ...state } };
    },
  });
}
