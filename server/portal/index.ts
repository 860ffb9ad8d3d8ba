import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyError, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import {
  DEMONSTRATION_NOTICE,
  newestOf,
  overview,
  publicItem,
  publicSubject,
  searchPublic,
  sections,
} from '../modules/publication/index.ts';
import { faultOf } from '../platform/fault.ts';
import { isFault } from '../platform/http/problem-answer.ts';
import { problem } from '../platform/http/problems.ts';
import { refuse } from '../platform/http/server.ts';
import type { Answer } from './answer.ts';
import { ASSETS, BUILT, rendererOf } from './built.ts';
import { frameOf } from './frame.ts';
import { installable } from './installable.ts';
import { ledgerPages } from './ledger.ts';
import { readingPages } from './reading.ts';
import { listPages } from './lists.ts';
import { reportPages } from './reports.ts';
import { one, wantsJson, withoutSuffix, type Query } from './request.ts';

const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>公示网站</title><p>公示网站的页面还没有构建。请运行 npm run build:web，然后刷新。</p></html>';
const ROBOTS =
  'User-agent: *\nDisallow: /search\nDisallow: /verify\nDisallow: /api/\nDisallow: /desk/\n';
/** So many licences and so many penalties on the home page; the rest is one click away. */
const NEWEST = 5;
const ASSET = /^[\w.-]+$/;
const hidden = { schema: { hide: true } };

/**
 * The public pages, rendered on the server from in-process queries as role portal (D19): readable
 * without script, with the same data as JSON at `….json` or by `Accept: application/json`.
 */
export function portalPages(ctx: Context, folder: string = BUILT): FastifyPluginAsync {
  const renderer = rendererOf(folder);

  async function send(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Answer,
  ): Promise<FastifyReply> {
    const { content, json, status = 200 } = answer;
    const built = await renderer();
    if (!built) return reply.code(503).type('text/html; charset=utf-8').send(NOT_BUILT);
    // What is public now may be withdrawn in a minute: nobody keeps a copy for us (K10).
    void reply.code(status).header('cache-control', 'no-store').header('vary', 'accept, cookie');
    const robots = built.robotsOf(content);
    if (robots !== null) void reply.header('x-robots-tag', robots);
    if (json && wantsJson(request)) {
      const notice = ctx.config.demonstration === 'none' ? {} : { notice: DEMONSTRATION_NOTICE };
      return reply
        .type('application/json; charset=utf-8')
        .send(JSON.stringify({ ...notice, ...json }));
    }
    const echoed = !(
      content.page === 'search' && content.answer.refusal?.code === 'PERSONAL_NUMBER'
    );
    const frame = frameOf(ctx, request, reply, echoed);
    return reply.type('text/html; charset=utf-8').send(built.render({ frame, content }));
  }

  async function notFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    if (wantsJson(request)) throw problem('NOT_FOUND');
    return send(request, reply, { status: 404, content: { page: 'notFound' } });
  }

  return async (app) => {
    await app.register(fastifyStatic, {
      root: join(folder, 'client'),
      serve: false,
      preCompressed: true,
    });

    app.get<{ Params: { file: string } }>(`${ASSETS}:file`, hidden, async (request, reply) => {
      const { file } = request.params;
      if (!ASSET.test(file) || !existsSync(join(folder, 'client', file)))
        return reply.callNotFound();
      return reply.sendFile(file, { maxAge: '365d', immutable: true });
    });
    installable(app, ctx, renderer);
    app.get('/robots.txt', hidden, async (_request, reply) =>
      reply.type('text/plain; charset=utf-8').send(ROBOTS),
    );

    app.get('/', hidden, async (request, reply) => {
      const today = ctx.clock.today();
      const [numbers, licences, penalties] = await Promise.all([
        overview(ctx, today),
        newestOf(ctx, ['ADMIN_LICENCE'], today, NEWEST),
        newestOf(ctx, ['ADMIN_PENALTY'], today, NEWEST),
      ]);
      const home = { overview: numbers, licences, penalties };
      return send(request, reply, { content: { page: 'home', ...home }, json: home });
    });

    app.get<{ Querystring: Query }>('/search', hidden, async (request, reply) => {
      const typed = one(request.query['q']);
      const after = Number.parseInt(one(request.query['after']), 10);
      const answer = await searchPublic(ctx, typed, ctx.clock.today(), after >= 0 ? after : 0);
      const q = answer.refusal?.code === 'PERSONAL_NUMBER' ? '' : typed;
      return send(request, reply, { content: { page: 'search', q, answer }, json: answer });
    });

    app.get<{ Params: { uscc: string } }>('/e/:uscc', hidden, async (request, reply) => {
      const subject = await publicSubject(ctx, codeOf(request.params.uscc), ctx.clock.today());
      if (!subject) return notFound(request, reply);
      return send(request, reply, {
        content: { page: 'subject', subject, section: null },
        json: subject,
      });
    });

    app.get<{ Params: { uscc: string; section: string }; Querystring: Query }>(
      '/e/:uscc/s/:section',
      hidden,
      async (request, reply) => {
        const section = withoutSuffix(request.params.section);
        const after = one(request.query['after']);
        const known = sections.some((candidate) => candidate.id === section);
        const only = { section, ...(after === '' ? {} : { after }) };
        const subject = known
          ? await publicSubject(ctx, codeOf(request.params.uscc), ctx.clock.today(), only)
          : undefined;
        if (!subject) return notFound(request, reply);
        return send(request, reply, {
          content: { page: 'subject', subject, section },
          json: subject,
        });
      },
    );

    app.get<{ Params: { uscc: string; id: string } }>(
      '/e/:uscc/r/:id',
      hidden,
      async (request, reply) => {
        const item = await publicItem(ctx, withoutSuffix(request.params.id), ctx.clock.today());
        if (item?.subject.uscc !== codeOf(request.params.uscc)) return notFound(request, reply);
        return send(request, reply, { content: { page: 'item', item }, json: item });
      },
    );

    reportPages(app, ctx, send);
    ledgerPages(app, ctx, send);
    readingPages(app, ctx, send);
    listPages(app, ctx, send, notFound);

    app.setNotFoundHandler((request, reply) => notFound(request, reply));
    app.setErrorHandler(async (error: FastifyError, request, reply) => {
      if (wantsJson(request) || !isFault(error)) return refuse(ctx.log, error, request, reply);
      ctx.log.error(
        { reference: request.id, route: request.routeOptions.url, fault: faultOf(error) },
        'page failed',
      );
      return send(request, reply, {
        status: 500,
        content: { page: 'error', reference: request.id },
      });
    });
  };
}

function codeOf(text: string): string {
  return withoutSuffix(text).normalize('NFKC').trim().toUpperCase();
}
