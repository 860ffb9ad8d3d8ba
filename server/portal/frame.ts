import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Frame } from '../../web/portal/page-data.ts';

const YEAR_SECONDS = 31_536_000;
/** Display settings: name of the parameter and of the cookie, value that switches on, value that switches off. */
const settings = [
  { name: 'a11y', on: 'big', off: 'normal' },
  { name: 'contrast', on: 'high', off: 'normal' },
] as const;
type Setting = (typeof settings)[number];

/**
 * What every page carries. `?a11y=big` and `?contrast=high` switch the display and are remembered
 * for a year, so that a poster's address can open the large print.
 */
export function frameOf(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  echoed = true,
): Frame {
  const url = new URL(request.url, 'http://portal');
  const [big, contrast] = settings.map((setting) => chosen(setting, url, request, reply));
  if (!echoed) url.search = '';
  return {
    locale: 'zh-CN',
    big: big ?? false,
    contrast: contrast ?? false,
    bigHref: otherHref(url, settings[0], big ?? false),
    contrastHref: otherHref(url, settings[1], contrast ?? false),
    demonstration: ctx.config.demonstration !== 'none',
    today: ctx.clock.today(),
  };
}

function chosen(setting: Setting, url: URL, request: FastifyRequest, reply: FastifyReply): boolean {
  const asked = url.searchParams.get(setting.name);
  if (asked !== setting.on && asked !== setting.off)
    return request.cookies[setting.name] === setting.on;
  void reply.setCookie(setting.name, asked, {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    httpOnly: true,
  });
  return asked === setting.on;
}

function otherHref(url: URL, setting: Setting, isOn: boolean): string {
  const query = new URLSearchParams(url.searchParams);
  for (const { name } of settings) query.delete(name);
  query.set(setting.name, isOn ? setting.off : setting.on);
  return `${url.pathname}?${query.toString()}`;
}
