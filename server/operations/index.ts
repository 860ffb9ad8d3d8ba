import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { isLoopback, trustedProxies } from '../modules/access/index.ts';
import { metricsText, RequestMeter } from '../platform/metrics.ts';
import { defineProblems } from '../platform/problem.ts';
import { gauges } from './gauges.ts';
import { healthOf } from './health.ts';

export { operationsRoutes } from './routes.ts';
export { healthOf, type Health, type HealthReason } from './health.ts';

const problem = defineProblems({
  METRICS_REFUSED: {
    status: 403,
    zh: '运行指标只供本机读取，或凭 XINYONG_METRICS_TOKEN 规定的令牌读取。请在本机访问，或在 Authorization 标头中带上令牌。',
    en: 'Metrics are for this machine, or for who shows the token of XINYONG_METRICS_TOKEN. Ask from this machine or send the token in the header Authorization.',
  },
});

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';

/** Adds what operators and their tools ask: `/healthz`, `/readyz` and `/metrics`. Comes before the routes it counts. */
export function addOperations(app: FastifyInstance, ctx: Context): void {
  const meter = new RequestMeter();
  app.addHook('onResponse', (request, reply, done) => {
    // The pattern, never the address: that may name a subject.
    const route = request.routeOptions.url ?? 'unknown';
    meter.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    done();
  });
  app.get('/healthz', { schema: { hide: true } }, async () => ({ alive: true }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const health = await healthOf(ctx);
    return reply.code(health.ready ? 200 : 503).send({ ...health, policy: ctx.policy.hash });
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayReadMetrics(request)) throw problem('METRICS_REFUSED');
    const text = metricsText([...meter.families(), ...(await gauges(ctx))]);
    return reply.header('cache-control', 'no-store').type(TEXT).send(text);
  });
}

/** With a token only by it; without, only a caller of this machine, and nobody through a proxy. */
function mayReadMetrics(request: FastifyRequest): boolean {
  const token = process.env['XINYONG_METRICS_TOKEN'];
  if (token) {
    const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return timingSafeEqual(digest(given), digest(token));
  }
  const address = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  return trustedProxies().length === 0 && isLoopback(address);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
