import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { translator, type Locale } from '../../web/shared/i18n/index.ts';
import { portalEn } from '../../web/shared/i18n/en-US/portal/index.ts';
import { portalZh } from '../../web/shared/i18n/zh-CN/portal/index.ts';
import type { Context } from '../context.ts';
import type { Renderer } from './built.ts';
import { frameOf } from './frame.ts';

const WORKER = new URL('../../web/portal/service-worker.js', import.meta.url);
const OFFLINE = '/offline';
const ICONS = ['icon.svg', 'icon-192.png', 'icon-512.png'] as const;
const BLUE = '#1253a5';
const PAGE = '#f4f6f9';
const DAY = '1d';
const hidden = { schema: { hide: true } };

/**
 * What lets a phone keep the portal on its home screen: manifest, icons, a service worker that
 * keeps built files only, and the page it shows without a connection.
 */
export function installable(
  app: FastifyInstance,
  ctx: Context,
  renderer: () => Promise<Renderer | null>,
): void {
  app.get('/manifest.webmanifest', hidden, async (request, reply) => {
    const { locale } = frameOf(ctx, request, reply);
    return reply
      .header('cache-control', 'no-cache')
      .header('vary', 'cookie')
      .type('application/manifest+json; charset=utf-8')
      .send(JSON.stringify(manifestIn(locale)));
  });
  for (const icon of ICONS)
    app.get(`/${icon}`, hidden, (_request, reply) => reply.sendFile(icon, { maxAge: DAY }));

  app.get('/service-worker.js', hidden, async (_request, reply) => {
    const built = await renderer();
    if (!built) return reply.callNotFound();
    const { files } = built;
    const offline = built.offline(ctx.config.demonstration !== 'none');
    // Another page or file is another version: the browser then fetches all of it anew.
    const version = createHash('sha256').update(files.join()).update(offline).digest('hex');
    const known = JSON.stringify({ version: version.slice(0, 16), files, offline: OFFLINE });
    return reply
      .header('cache-control', 'no-cache')
      .type('text/javascript; charset=utf-8')
      .send(`const BUILT = ${known};\n${await readFile(WORKER, 'utf8')}`);
  });
  app.get(OFFLINE, hidden, async (_request, reply) => {
    const built = await renderer();
    if (!built) return reply.callNotFound();
    return reply
      .header('x-robots-tag', 'noindex')
      .type('text/html; charset=utf-8')
      .send(built.offline(ctx.config.demonstration !== 'none'));
  });
}

function manifestIn(locale: Locale) {
  const t = translator(locale === 'zh-CN' ? portalZh : portalEn);
  return {
    name: t('home.title'),
    short_name: t('site.name'),
    description: t('site.tagline'),
    lang: locale,
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: PAGE,
    theme_color: BLUE,
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
