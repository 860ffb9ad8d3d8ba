import { randomBytes } from 'node:crypto';
import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { gather } from '../../platform/gather.ts';
import { audit } from './audit.ts';
import { keptKeys, type KeyRow } from './kept-keys.ts';
import { digest, newToken, sameDigest } from './one-time.ts';
import type { ApiScope } from './permissions.ts';
import { problem } from './problem.ts';

const LONGEST_DAYS = 366;
const SEEN_AGAIN_SECONDS = 60;
const form = /^xy_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/;

export interface NewKey {
  readonly label: string;
  readonly scopes: readonly ApiScope[];
  readonly expiresInDays: number;
}

/** Creates a key of the actor's organisation; the whole key is returned once and never stored. */
export function createApiKey(
  ctx: Context,
  actor: Actor,
  given: NewKey,
): Promise<{ keyId: string; key: string }> {
  return inTransaction(ctx.db.app, actor, async (tx) => {
    if (actor.organisation === null)
      throw problem('FORBIDDEN', { permission: '新建接口密钥', permissionEn: 'create keys' });
    if (given.expiresInDays < 1 || given.expiresInDays > LONGEST_DAYS)
      throw problem('KEY_LIFETIME', { days: LONGEST_DAYS });
    const keyId = randomBytes(6).toString('hex');
    const secret = newToken();
    const now = ctx.clock.now();
    await tx
      .insertInto('api_key')
      .values({
        key_id: keyId,
        organisation_code: actor.organisation,
        label: given.label,
        secret_hash: digest(secret),
        scopes: [...new Set(given.scopes)].sort(),
        created_by: actor.account,
        created_at: now,
        expires_at: new Date(now.getTime() + given.expiresInDays * 86_400_000),
      })
      .execute();
    await audit(tx, actor, {
      action: 'apiKey.create',
      object: keyId,
      detail: { scopes: given.scopes, days: given.expiresInDays },
    });
    return { keyId, key: `xy_${keyId}_${secret}` };
  });
}

/** Revokes a key of the actor's organisation at once; a key of another one does not exist for him. */
export async function revokeApiKey(ctx: Context, actor: Actor, keyId: string): Promise<void> {
  await inTransaction(ctx.db.app, actor, async (tx) => {
    const done = await tx
      .updateTable('api_key')
      .set({ revoked_at: ctx.clock.now() })
      .where('key_id', '=', keyId)
      .where('organisation_code', '=', actor.organisation ?? '')
      .where('revoked_at', 'is', null)
      .returning('key_id')
      .executeTakeFirst();
    if (!done) throw problem('KEY_NOT_FOUND', { key: keyId });
    await audit(tx, actor, { action: 'apiKey.revoke', object: keyId });
  });
  keptKeys(ctx).forget(keyId);
}

export interface KeyHolder {
  readonly actor: Actor;
  readonly scopes: readonly string[];
}

/**
 * Finds the actor and scopes of a presented key; throws KEY_REFUSED for any other text. A revoked
 * key is refused from the next request on.
 */
export function keyHolders(ctx: Context): (presented: string) => Promise<KeyHolder> {
  const kept = keptKeys(ctx);
  const noteUse = gather(
    () => 'use',
    (keyIds: readonly string[]) => noteUses(ctx, keyIds),
  );
  return async (presented) => {
    const [, keyId = '', secret = ''] = form.exec(presented) ?? [];
    const row = await kept.find(keyId);
    const isHolder = fits(row, secret);
    const now = ctx.clock.now().getTime();
    if (!row || !isHolder || row.revoked_at !== null || row.expires_at.getTime() <= now)
      throw problem('KEY_REFUSED');
    const lastUse = row.last_used_at?.getTime() ?? 0;
    if (now - lastUse > SEEN_AGAIN_SECONDS * 1000) {
      await noteUse(keyId);
      kept.forget(keyId);
    }
    const actor: Actor = {
      account: `key:${keyId}`,
      role: 'API_KEY',
      organisation: row.organisation_code,
      scope: 'organisation',
      channel: 'api',
    };
    return { actor, scopes: row.scopes };
  };
}

/** The secret that fitted a row: as long as the row is kept, it is compared and not hashed again. */
const fitting = new WeakMap<KeyRow, Buffer>();

function fits(row: KeyRow | undefined, secret: string): boolean {
  const shown = Buffer.from(secret);
  const known = row && fitting.get(row);
  if (known && sameDigest(known, shown)) return true;
  const isSame = sameDigest(row?.secret_hash ?? digest(''), digest(secret));
  if (row && isSame) fitting.set(row, shown);
  return isSame;
}

async function noteUses(ctx: Context, keyIds: readonly string[]): Promise<void[]> {
  await ctx.db.app
    .updateTable('api_key')
    .set({ last_used_at: ctx.clock.now() })
    .where('key_id', 'in', [...new Set(keyIds)])
    .execute();
  return keyIds.map(() => undefined);
}
