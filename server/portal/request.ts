import type { FastifyRequest } from 'fastify';

/** Parameters of an address as they come; one may be sent several times. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** One value of a parameter, even when it was sent several times. */
export function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

/** Whether the same data are asked for as JSON. */
export function wantsJson(request: FastifyRequest): boolean {
  const [path = ''] = request.url.split('?');
  return path.endsWith('.json') || /^application\/json\b/.test(request.headers.accept ?? '');
}

export function withoutSuffix(text: string): string {
  return text.replace(/\.json$/, '');
}
