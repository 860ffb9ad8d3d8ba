import { randomInt } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import { faultOf } from '../fault.ts';
import type { Logger } from '../log.ts';
import { languageOf } from './language.ts';
import { isFault, problemAnswer, PROBLEM_TYPE } from './problem-answer.ts';
import { problem } from './problems.ts';
import { uploadLimits } from './upload.ts';

export interface ServerSettings {
  readonly log: Logger;
  /** Addresses whose forwarding headers are believed; also means that people come from outside. */
  readonly trustedProxies: readonly string[];
}

// Per address, because cookies and keys can be made up by the caller; generous, as a department may share one address.
const REQUESTS_PER_MINUTE = 3000;
const BODY_LIMIT = 1024 * 1024;
const YEAR_SECONDS = 31_536_000;

/** An empty HTTP server with its protections: headers, limits, cookies, refusals as problem+json. */
export async function createServer({
  log,
  trustedProxies,
}: ServerSettings): Promise<FastifyInstance> {
  const app = fastify({
    // Our own log line has route patterns only: addresses may name a subject.
    logger: false,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: BODY_LIMIT,
    genReqId: references(),
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read, or with too long a part, is the address of nothing.
    frameworkErrors: (_error, request, reply) =>
      void refuse(log, problem('NOT_FOUND'), request, reply),
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(log, error, request, reply));
  const isEncrypted = trustedProxies.length > 0;
  const ofPages = protectiveHeaders(pageProtection(isEncrypted));
  const ofData = protectiveHeaders(dataProtection(isEncrypted));
  app.addHook('onRequest', (request, reply, done) => {
    const protection = request.routeOptions.config.route ? ofData : ofPages;
    reply.headers(protection).header('x-request-id', request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    log.info(
      {
        reference: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
  await app.register(cookie);
  await app.register(multipart, { limits: uploadLimits });
  // Without a proxy only this machine reaches us, and it may measure us.
  if (trustedProxies.length > 0) {
    await app.register(rateLimit, {
      max: REQUESTS_PER_MINUTE,
      timeWindow: '1 minute',
      keyGenerator: (request) => request.ip,
      errorResponseBuilder: (_request, context) =>
        problem('TOO_MANY_REQUESTS', { seconds: Math.ceil(context.ttl / 1000) }),
    });
  }
  return app;
}

/** References of requests, one after the other from a start by chance: no two starts share any. */
function references(): () => string {
  let last = randomInt(2 ** 47);
  return () => {
    last += 1;
    return last.toString(16).padStart(12, '0');
  };
}

/** Answers a thrown error as problem+json; faults go to the log without the data they quote. */
export function refuse(
  log: Logger,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const answer = problemAnswer(error, languageOf(request.headers['accept-language']), request.id);
  if (isFault(error)) {
    log.error(
      { reference: request.id, route: request.routeOptions.url, fault: faultOf(error) },
      'request failed',
    );
  }
  return reply
    .code(answer.status)
    .headers({ 'cache-control': 'no-store', ...answer.headers })
    .type(PROBLEM_TYPE)
    .serializer((body: unknown) => JSON.stringify(body))
    .send(answer.body);
}

/** The headers of a protection, the same for every answer: worked out once, not for each. */
function protectiveHeaders(protection: HelmetOptions): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const answer = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => {},
  };
  // It looks at neither the request nor anything else of the answer.
  helmet(protection)({} as IncomingMessage, answer as unknown as ServerResponse, (error) => {
    if (error) throw error;
  });
  return headers;
}

function commonProtection(encrypted: boolean) {
  return {
    strictTransportSecurity: encrypted ? { maxAge: YEAR_SECONDS } : (false as const),
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  } satisfies HelmetOptions;
}

/** Data is no page: it may load nothing and be framed by nobody; what steers a page has no place there. */
function dataProtection(encrypted: boolean) {
  return {
    ...commonProtection(encrypted),
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xFrameOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
  } satisfies HelmetOptions;
}

function pageProtection(encrypted: boolean) {
  return {
    ...commonProtection(encrypted),
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        // antd writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
  } satisfies HelmetOptions;
}
