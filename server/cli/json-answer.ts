import type { Context } from '../context.ts';
import { isDemonstration } from '../modules/access/index.ts';
import { DEMONSTRATION_NOTICE } from '../modules/publication/index.ts';

/** An answer of an instance as one line of JSON; `notice` says that a demonstration is made up, null in a real instance (K23). */
export function jsonAnswer(ctx: Pick<Context, 'config'>, body: object): string {
  const notice = isDemonstration(ctx) ? DEMONSTRATION_NOTICE : null;
  return JSON.stringify({ ...body, notice });
}
