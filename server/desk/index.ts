import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyPluginAsync, FastifyReply } from 'fastify';

export { deskRoutes } from './routes.ts';

const BUILT = fileURLToPath(new URL('../../web/desk/dist/', import.meta.url));
const ASSET = /^assets\/[\w.-]+$/;
const NOT_BUILT =
  '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>工作台</title><p>工作台页面还没有构建。请运行 npm run build:web，然后刷新。</p></html>';

/**
 * Serves the built desk below /desk/. Assets carry a hash in their name and may be kept for a
 * year; every other address answers the same page, which routes by itself and is never kept.
 */
export function deskPages(folder: string = BUILT): FastifyPluginAsync {
  return async (app) => {
    await app.register(fastifyStatic, { root: folder, serve: false, preCompressed: true });
    app.get('/desk', { schema: { hide: true } }, async (_request, reply) =>
      reply.redirect('/desk/', 308),
    );
    app.get<{ Params: { '*': string } }>(
      '/desk/*',
      { schema: { hide: true } },
      async (request, reply) => {
        const path = request.params['*'];
        if (ASSET.test(path) && existsSync(join(folder, path))) {
          return reply.sendFile(path, { maxAge: '365d', immutable: true });
        }
        // An old page asking for an asset of the build before must not be given a page instead.
        if (path.startsWith('assets/')) return reply.callNotFound();
        return sendPage(reply, folder);
      },
    );
  };
}

function sendPage(reply: FastifyReply, folder: string): FastifyReply {
  const file = join(folder, 'index.html');
  void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
  if (!existsSync(file)) return reply.code(503).send(NOT_BUILT);
  return reply.send(readFileSync(file, 'utf8'));
}
