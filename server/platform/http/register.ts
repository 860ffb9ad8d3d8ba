import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { TSchema } from '@sinclair/typebox';
import type { Actor } from '../actor.ts';
import { SESSION_COOKIE, type Caller, type Gate, type Performed, type Repeats } from './gate.ts';
import { problem } from './problems.ts';
import type { Route, RouteAnswer, RouteRequest } from './route.ts';
import { readUpload, type Upload } from './upload.ts';
import { compilePart, InvalidInput, isStorable, type Part } from './validation.ts';

/** Who asks, as the door has found, and why. */
interface Admitted {
  readonly actor: Actor;
  readonly caller: Caller;
  readonly purpose: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    admitted: Admitted | null;
  }
}

export interface RouteDoors {
  readonly gate: Gate;
  readonly repeats: Repeats;
}

const parts: Readonly<Record<string, Part>> = {
  params: 'params',
  querystring: 'query',
  body: 'body',
};

/** Adds the routes: admission before the body is read, validation, the handler, the filtered answer. */
export function registerRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  doors: RouteDoors,
): void {
  app.decorateRequest('admitted', null);
  for (const route of routes) registerRoute(app, route, doors);
}

function registerRoute(app: FastifyInstance, route: Route, { gate, repeats }: RouteDoors): void {
  const { params, query, body, response } = route.schema;
  const form = route.upload && body ? compilePart('body', body, true) : null;
  const schema: FastifySchema = {
    summary: route.summary,
    tags: route.tags,
    operationId: operationId(route),
    response,
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body && !route.upload ? { body } : {}),
  };
  app.route({
    method: route.method,
    url: route.path,
    schema,
    config: { route },
    validatorCompiler: ({ schema, httpPart }) =>
      validator(parts[httpPart ?? 'body'] ?? 'body', schema as TSchema),
    onRequest: async (request) => {
      const caller = callerOf(request);
      const purpose = purposeOf(request);
      const actor = await gate.admit(caller, route.permission, purpose);
      request.admitted = { actor, caller, purpose };
    },
    handler: async (request, reply) => {
      const entry = request.admitted;
      if (!entry) throw new Error('a handler ran without admission');
      const upload = route.upload ? await readUpload(request) : null;
      const given = {
        params: request.params,
        query: request.query,
        body: upload && form ? form(upload.fields) : request.body,
        ...entry,
        file: upload?.file ?? null,
      } as unknown as RouteRequest<Route['schema']>;
      const handle = () => gate.perform(route.permission, () => route.handle(given));
      const key = idempotencyKey(request, route, entry.actor);
      const answer =
        key === null
          ? (await handle()).answer
          : await once({ gate, repeats, actor: entry.actor, key, route }, request, upload, handle);
      return send(reply, answer);
    },
  });
}

function validator(part: Part, schema: TSchema) {
  const check = compilePart(part, schema);
  return (value: unknown) => {
    try {
      return { value: check(value) };
    } catch (error) {
      if (error instanceof InvalidInput) return { error };
      throw error;
    }
  };
}

function operationId(route: Route): string {
  const words = route.path
    .split('/')
    .filter(Boolean)
    .map((word) => word.replace(/^:/, 'by-'));
  return [route.method.toLowerCase(), ...words]
    .join('-')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** What a request shows of its sender. */
export function callerOf(request: FastifyRequest): Caller {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
  return {
    origin: request.ip,
    sessionToken: request.cookies[SESSION_COOKIE] ?? null,
    bearer,
    csrfToken: single(request.headers['x-csrf-token']),
    changes: request.method !== 'GET' && request.method !== 'HEAD',
    secure: request.protocol === 'https',
  };
}

function single(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}

function purposeOf(request: FastifyRequest): string {
  try {
    const purpose = decodeURIComponent(single(request.headers['x-purpose']) ?? '');
    return isStorable(purpose) ? purpose : '';
  } catch {
    return '';
  }
}

function idempotencyKey(request: FastifyRequest, route: Route, actor: Actor): string | null {
  const key = single(request.headers['idempotency-key']);
  // Without an account there is nobody whose repetition it could be.
  if (key === null || route.method !== 'POST' || actor.organisation === null) return null;
  if (!/^[\x21-\x7e]{8,128}$/.test(key)) throw problem('KEY_MALFORMED');
  return key;
}

interface Repeatable {
  readonly gate: Gate;
  readonly route: Route;
  readonly repeats: Repeats;
  readonly actor: Actor;
  readonly key: string;
}

async function once(
  { gate, repeats, actor, key, route }: Repeatable,
  request: FastifyRequest,
  upload: Upload | null,
  handle: () => Promise<Performed<RouteAnswer>>,
): Promise<RouteAnswer> {
  const said = [
    request.url,
    request.body ?? null,
    upload?.fields ?? null,
    upload?.file.name ?? null,
  ];
  const content = Buffer.concat([
    Buffer.from(JSON.stringify(said)),
    upload?.file.bytes ?? Buffer.alloc(0),
  ]);
  const kept = await repeats.begin(actor, key, {
    route: `${request.method} ${request.routeOptions.url}`,
    content,
    findsItself: route.findsItself ?? false,
  });
  if (kept) {
    const { status, body, readings } = kept;
    await gate.repeat(actor, route.permission, readings);
    return { status, body, headers: { 'idempotency-replayed': 'true' } };
  }
  try {
    const { answer, readings } = await repeats.perform(actor, key, handle);
    if ('download' in answer) await repeats.forget(actor, key);
    else await repeats.keep(actor, key, { status: answer.status, body: answer.body, readings });
    return answer;
  } catch (error) {
    await repeats.forget(actor, key);
    throw error;
  }
}

function send(reply: FastifyReply, answer: RouteAnswer): FastifyReply {
  void reply.header('cache-control', 'no-store');
  if ('download' in answer) {
    const name = encodeURIComponent(answer.fileName);
    return reply
      .header('content-type', answer.contentType)
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .send(answer.download);
  }
  void reply.code(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) void reply.header(name, value);
  return reply.send(answer.body ?? undefined);
}
