import type { Selectable } from 'kysely';
import type { Context } from '../../context.ts';
import type { DB } from '../../platform/db.gen.ts';
import { gather } from '../../platform/gather.ts';

export type KeyRow = Selectable<DB['api_key']>;

/** What another program changes in the table is noticed this much later. */
const KEPT_MS = 1000;

/**
 * Rows of keys that were shown a moment ago, so that a burst of requests asks the database once.
 * Keys are revoked by this program alone, which forgets them at once; a look that began before a
 * revocation and ends after it is not kept either.
 */
export class KeptKeys {
  readonly #find: (keyId: string) => Promise<KeyRow | undefined>;
  readonly #kept = new Map<string, { readonly row: KeyRow; readonly until: number }>();
  #changes = 0;

  constructor(ctx: Context) {
    this.#find = gather(
      () => 'find',
      (keyIds: readonly string[]) => findKeys(ctx, keyIds),
    );
  }

  async find(keyId: string): Promise<KeyRow | undefined> {
    const kept = this.#kept.get(keyId);
    if (kept && kept.until > performance.now()) return kept.row;
    const until = performance.now() + KEPT_MS;
    const changes = this.#changes;
    const row = await this.#find(keyId);
    if (row && changes === this.#changes) this.#kept.set(keyId, { row, until });
    else this.#kept.delete(keyId);
    return row;
  }

  /** After a change of the row: the next look is a new one. */
  forget(keyId: string): void {
    this.#changes += 1;
    this.#kept.delete(keyId);
  }
}

const ofDatabase = new WeakMap<object, KeptKeys>();

/** The kept keys of this program's database: whoever revokes must reach what the door looks at. */
export function keptKeys(ctx: Context): KeptKeys {
  const known = ofDatabase.get(ctx.db);
  if (known) return known;
  const made = new KeptKeys(ctx);
  ofDatabase.set(ctx.db, made);
  return made;
}

async function findKeys(ctx: Context, keyIds: readonly string[]): Promise<(KeyRow | undefined)[]> {
  const rows = await ctx.db.app
    .selectFrom('api_key')
    .selectAll()
    .where('key_id', 'in', [...new Set(keyIds)])
    .execute();
  return keyIds.map((keyId) => rows.find((row) => row.key_id === keyId));
}
