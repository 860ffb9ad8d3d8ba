import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Context } from '../context.ts';

/** Notices of the credit centre: `notices.json` of the data folder, made-up ones in a demonstration without it. */

const Notice = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]{1,80}$' }),
  /** Day from which it is shown. */
  date: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
  issuer: Type.String({ minLength: 1 }),
  title: Type.String({ minLength: 1, maxLength: 200 }),
  paragraphs: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
});
const NoticeFile = Type.Object({ notices: Type.Array(Notice) });
export type Notice = Static<typeof Notice>;

const MADE_UP = new URL('./made-up-notices.json', import.meta.url);

/** Notices whose day has come, newest first; a file that cannot be read shows none and is logged. */
export function noticesOn(ctx: Context, today: string): Notice[] {
  const file = join(ctx.config.dataFolder, 'notices.json');
  const isOwn = existsSync(file);
  if (!isOwn && ctx.config.demonstration === 'none') return [];
  try {
    const { notices } = Value.Parse(
      NoticeFile,
      JSON.parse(readFileSync(isOwn ? file : MADE_UP, 'utf8')),
    );
    return notices
      .filter(({ date }) => date <= today)
      .toSorted((one, other) => other.date.localeCompare(one.date));
  } catch (error) {
    ctx.log.error({ file, fault: String(error) }, 'notices cannot be read');
    return [];
  }
}
