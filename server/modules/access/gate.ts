import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import type { Caller, Gate } from '../../platform/http/gate.ts';
import { assertWritable } from '../ledger/index.ts';
import { actorOf } from './actors.ts';
import { keyHolders, type KeyHolder } from './api-keys.ts';
import { digest, sameDigest } from './one-time.ts';
import {
  permissionNamed,
  requirePermission,
  writesReading,
  type Permission,
} from './permissions.ts';
import { problem } from './problem.ts';
import { checkedPurpose, logReading, withReading, type Reading } from './reading.ts';
import { publicActor } from './roles.ts';
import { findSession } from './sessions.ts';

/** The door of all routes: who calls, may he, has he passed both factors, does he say why. */
export function accessGate(ctx: Context): Gate {
  const holderOf = keyHolders(ctx);
  return {
    async admit(caller, name, purpose) {
      const entry = permissionNamed(name);
      if (!entry) throw problem('UNLISTED_PERMISSION', { permission: name });
      const { bearer } = caller;
      const given =
        bearer === null
          ? await identify(ctx, caller, entry)
          : checkedScope(await holderOf(bearer), entry);
      const actor = requirePermission(given, name);
      if (entry.needsPurpose) checkedPurpose(purpose);
      if (caller.changes && !entry.whileReadOnly) await assertWritable(ctx);
      return actor;
    },
    perform: async (name, work) =>
      writesReading(name) ? withReading(work) : { answer: await work(), readings: [] },
    async repeat(actor, name, readings) {
      if (!writesReading(name)) return;
      if (readings.length === 0) throw problem('READING_NOT_LOGGED');
      await inTransaction(ctx.db.app, actor, async (tx) => {
        for (const reading of readings) await logReading(tx, actor, reading as Reading);
      });
    },
  };
}

async function identify(ctx: Context, caller: Caller, entry: Permission): Promise<Actor> {
  const isPublic = entry.roles.PUBLIC !== undefined;
  const session = caller.sessionToken === null ? null : await findSession(ctx, caller.sessionToken);
  if (!session || (isPublic && !session.secondFactor)) {
    if (isPublic) return publicActor;
    throw problem('NOT_SIGNED_IN');
  }
  // What the public may do needs no proof that the person meant it.
  const meant = sameDigest(digest(caller.csrfToken ?? ''), digest(session.csrfToken));
  if (caller.changes && !isPublic && !meant) throw problem('CSRF_REFUSED');
  if (entry.secondFactor && !session.secondFactor) throw problem('SECOND_FACTOR_NEEDED');
  return actorOf(session, 'web');
}

function checkedScope({ actor, scopes }: KeyHolder, entry: Permission): Actor {
  if (entry.roles.API_KEY && entry.apiScope !== null && !scopes.includes(entry.apiScope)) {
    throw problem('SCOPE_MISSING', { scope: entry.apiScope });
  }
  return actor;
}
