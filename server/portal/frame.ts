import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Frame } from '../../web/portal/page-data.ts';
import { locales } from '../../web/shared/i18n/index.ts';

const YEAR_SECONDS = 31_536_000;
/** Display settings: name of the parameter and of the cookie, its two values, the default first. */
const settings = {
  a11y: ['normal', 'big'],
  contrast: ['normal', 'high'],
  lang: locales,
} as const;
type Setting = keyof typeof settings;
type Value<S extends Setting> = (typeof settings)[S][number];

/**
 * What every page carries. `?a11y=big`, `?contrast=high` and `?lang=en-US` switch the display and
 * are remembered for a year, so that a poster's address can open the large print.
 */
export function frameOf(
  ctx: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  echoed = true,
): Frame {
  const url = new URL(request.url, 'http://portal');
  const a11y = chosen('a11y', url, request, reply);
  const contrast = chosen('contrast', url, request, reply);
  const lang = chosen('lang', url, request, reply);
  if (!echoed) url.search = '';
  return {
    locale: lang,
    big: a11y === 'big',
    contrast: contrast === 'high',
    bigHref: otherHref(url, 'a11y', a11y),
    contrastHref: otherHref(url, 'contrast', contrast),
    langHref: otherHref(url, 'lang', lang),
    demonstration: ctx.config.demonstration !== 'none',
    today: ctx.clock.today(),
  };
}

/** What the address asks for, which is remembered; otherwise what was remembered. */
function chosen<S extends Setting>(
  setting: S,
  url: URL,
  request: FastifyRequest,
  reply: FastifyReply,
): Value<S> {
  const values: readonly Value<S>[] = settings[setting];
  const asked = values.find((value) => value === url.searchParams.get(setting));
  if (asked === undefined) {
    const kept = values.find((value) => value === request.cookies[setting]);
    return kept ?? (values[0] as Value<S>);
  }
  void reply.setCookie(setting, asked, {
    path: '/',
    maxAge: YEAR_SECONDS,
    sameSite: 'lax',
    httpOnly: true,
  });
  return asked;
}

function otherHref<S extends Setting>(url: URL, setting: S, now: Value<S>): string {
  const query = new URLSearchParams(url.searchParams);
  for (const name of Object.keys(settings)) query.delete(name);
  const other = settings[setting].find((value) => value !== now);
  query.set(setting, String(other));
  return `${url.pathname}?${query.toString()}`;
}
