import type { Context } from '../../context.ts';
import { newestCheckpoint } from './store.ts';

/** First line of an exported log; `tools/verify-ledger.mjs` knows this version. */
export const LOG_HEADER = 'xinyong-ledger-log/1';

const PORTION = 10_000;

/**
 * The whole log for strangers, in portions of text: a header, the hand-overs of its keys (JSON
 * strings), then the leaf hash of each position (base64), and after the leaf that completes a
 * checkpoint its signed note (a JSON string). It
 * holds no code, name, kind, authority or time (K9), and ends with the newest checkpoint.
 */
export async function* exportLog(ctx: Context): AsyncGenerator<string> {
  yield [LOG_HEADER, ...ctx.keys.handOvers.map((note) => JSON.stringify(note)), ''].join('\n');
  const size = (await newestCheckpoint(ctx.db.app))?.size ?? 0;
  for (let start = 0; start < size; start += PORTION) {
    yield await portion(ctx, start, Math.min(start + PORTION, size));
  }
}

async function portion(ctx: Context, start: number, end: number): Promise<string> {
  const entries = await ctx.db.app
    .selectFrom('ledger.entry')
    .select(['position', 'leaf_hash'])
    .where('position', '>=', String(start))
    .where('position', '<', String(end))
    .orderBy('position')
    .execute();
  const checkpoints = await ctx.db.app
    .selectFrom('ledger.checkpoint')
    .select(['size', 'note'])
    .where('size', '>', String(start))
    .where('size', '<=', String(end))
    .execute();
  const notes = new Map(checkpoints.map(({ size, note }) => [Number(size), note]));
  const leaves = new Map(entries.map((entry) => [Number(entry.position), entry.leaf_hash]));
  const lines: string[] = [];
  for (let position = start; position < end; position += 1) {
    // A hole stays visible as an empty line: hiding it would move all that follows.
    lines.push(leaves.get(position)?.toString('base64') ?? '');
    const note = notes.get(position + 1);
    if (note !== undefined) lines.push(JSON.stringify(note));
  }
  return `${lines.join('\n')}\n`;
}
