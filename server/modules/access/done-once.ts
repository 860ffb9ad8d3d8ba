import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tx } from '../../platform/db.ts';
import { problem } from './problem.ts';

interface Keyed {
  readonly account: string;
  readonly key: string;
}

const asked = new AsyncLocalStorage<Keyed & { readonly marked: WeakSet<Tx> }>();

/** Runs the work of a request with an Idempotency-Key; its acts mark the key as they commit. */
export function noteActsOf<T>(keyed: Keyed, work: () => Promise<T>): Promise<T> {
  return asked.run({ ...keyed, marked: new WeakSet() }, work);
}

/**
 * Marks the key of the running request, if it has one, in the transaction of its act: mark and act
 * are there together or not at all. Throws DONE_BEFORE when the act was done by the same request
 * before, also when that is only now committing.
 */
export async function markDone(tx: Tx): Promise<void> {
  const request = asked.getStore();
  if (!request || request.marked.has(tx)) return;
  request.marked.add(tx);
  const { numUpdatedRows } = await tx
    .updateTable('idempotency')
    .set({ done: true })
    .where('account', '=', request.account)
    .where('key', '=', request.key)
    .where('done', '=', false)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw problem('DONE_BEFORE');
}
