import type { InjectOptions } from 'fastify';
import type { ShownCaller } from '../callers.ts';
import type { Operation } from './api-document.ts';
import type { Values } from './api-values.ts';
import type { Dice } from './dice.ts';

const BOUNDARY = 'xinyong-made-up';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const CLASSES = ['ADMIN_PENALTY', 'REG_BASIC', 'NO_CLASS', '', '乙'];
const BROKEN_BODIES = ['{', '[]', '"', '{"a":', '\0', '{"__proto__":{"a":1}}', 'a=1', ' '];
const TYPES = [
  'application/json',
  'text/plain',
  'multipart/form-data',
  'application/xml',
  '',
  ';;',
];
const KEYS = ['key-00000001', 'key-00000002', 'short', '王'.repeat(9), 'x'.repeat(200)];

export type Request = InjectOptions & { readonly method: string; readonly url: string };

/** One call of an operation by a caller: values that fit, known ones and broken ones mixed. */
export function requestOf(
  operation: Operation,
  caller: ShownCaller,
  values: Values,
  dice: Dice,
): Request {
  const method = dice.chance(2) ? dice.pick(METHODS) : operation.method.toUpperCase();
  const headers: Record<string, string> = { ...shown(caller, dice) };
  if (dice.chance(80)) headers['x-purpose'] = encodeURIComponent('核对生成的调用');
  else if (dice.chance(50))
    headers['x-purpose'] = dice.pick(['', '%', 'a', '%ff', 'x'.repeat(999)]);
  if (dice.chance(25)) headers['idempotency-key'] = dice.pick(KEYS);
  if (dice.chance(10))
    headers['accept-language'] = dice.pick(['en', 'zh', '*', '\t,,,', 'x'.repeat(300)]);
  const url = addressOf(operation, values, dice);
  const payload = method === 'GET' || method === 'HEAD' ? null : bodyOf(operation, values, dice);
  if (payload?.type) headers['content-type'] = payload.type;
  const content = payload ? { payload: payload.body } : {};
  return { method, url, headers: sendable(headers), ...content };
}

function shown(caller: ShownCaller, dice: Dice): Record<string, string> {
  if (dice.chance(2)) return { cookie: 'xinyong_session=%00; a; =b;;', authorization: 'Bearer' };
  if (dice.chance(2))
    return { authorization: `Bearer ${dice.pick(['x', 'a.b', '\\', 'x'.repeat(4000)])}` };
  if (caller.kind === 'nobody') return {};
  if (caller.kind === 'key') return { authorization: `Bearer ${caller.key}` };
  return { cookie: caller.cookie, ...(dice.chance(97) ? { 'x-csrf-token': caller.csrf } : {}) };
}

function addressOf({ path, parameters }: Operation, values: Values, dice: Dice): string {
  let url = path;
  const query: string[] = [];
  for (const { name, in: where, schema } of parameters) {
    const text = encoded(values.of(name, schema));
    if (where === 'path') url = url.replace(`{${name}}`, text || '%20');
    else if (dice.chance(45)) query.push(`${name}=${text}`);
  }
  if (dice.chance(3))
    query.push(dice.pick(['extra=1', '__proto__=1', 'limit=1&limit=2', '%', '&&=']));
  return query.length > 0 ? `${url}?${query.join('&')}` : url;
}

function encoded(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a character has no UTF-8: these are its bytes all the same.
    return '%ed%a0%80';
  }
}

function bodyOf(
  operation: Operation,
  values: Values,
  dice: Dice,
): { readonly body: string | Buffer; readonly type: string } | null {
  if (operation.upload && dice.chance(90)) return formOf(dice);
  if (!operation.body && dice.chance(85)) return null;
  if (dice.chance(4)) return { body: dice.pick(BROKEN_BODIES), type: dice.pick(TYPES) };
  const made = dice.chance(3) ? values.broken({}) : values.fitting(operation.body ?? {});
  return { body: JSON.stringify(made) ?? 'null', type: 'application/json' };
}

/** A form with a small sheet, as a browser sends it; now and then without file, class or end. */
function formOf(dice: Dice): { body: Buffer; type: string } {
  const part = (head: string, content: string): string =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const rows = `CF_XDR_MC,CF_WSH\n示例${dice.roll(1000)},第${dice.roll(1000)}号\n`;
  const pieces = [
    ...(dice.chance(90) ? [part('name="class"', dice.pick(CLASSES))] : []),
    ...(dice.chance(90)
      ? [
          part(
            `name="file"; filename="${dice.pick(['a.csv', '表.xlsx', '../a', '"', ''])}"`,
            dice.chance(90) ? rows : '',
          ),
        ]
      : []),
    ...(dice.chance(5) ? [part('name="file"; filename="b"', rows)] : []),
    ...(dice.chance(5) ? Array.from({ length: 30 }, (_none, i) => part(`name="f${i}"`, 'x')) : []),
    ...(dice.chance(5) ? [part('name="__proto__"', 'x'), part('', 'x')] : []),
  ];
  const end = dice.chance(92) ? `--${BOUNDARY}--\r\n` : '';
  const boundary = dice.chance(97) ? `; boundary=${BOUNDARY}` : '';
  return { body: Buffer.from(pieces.join('') + end), type: `multipart/form-data${boundary}` };
}

/** A value that no HTTP client could send in a header goes as its bytes. */
function sendable(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
  );
}
