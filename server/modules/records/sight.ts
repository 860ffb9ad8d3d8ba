import type { Actor } from '../../platform/actor.ts';
import { rowsFor } from '../access/index.ts';
import type { Fact } from './content.ts';
import type { RecordState } from './fold.ts';

/** Whether somebody may look back at what is withdrawn or ended today (K12). */
export function seesEnded(actor: Actor): boolean {
  return rowsFor(actor.role, 'subject.readEnded') === 'all';
}

/**
 * Who sees a record with all its cells and history: the deciding department and the auditor at any
 * time, the centre while it stands (K12).
 */
export function seesFull(actor: Actor, fact: Fact, today: RecordState): boolean {
  if (actor.organisation === fact.organisation || seesEnded(actor)) return true;
  return actor.scope === 'all' && today.active;
}
