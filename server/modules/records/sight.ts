import type { Actor } from '../../platform/actor.ts';
import { rowsFor } from '../access/index.ts';
import type { Fact } from './content.ts';
import type { RecordState } from './fold.ts';
import type { Policy } from '../policy/index.ts';
import { isSharedClass } from './view.ts';

/** Whether somebody may look back at what is withdrawn or ended today (K12). */
export function seesEnded(actor: Actor): boolean {
  return rowsFor(actor.role, 'subject.readEnded') === 'all';
}

/**
 * Who sees a record with all its cells and history: the deciding department and the auditor at any
 * time, the centre while it stands (K12).
 */
export function seesFull(
  actor: Actor,
  fact: Pick<Fact, 'organisation'>,
  today: Pick<RecordState, 'active'>,
): boolean {
  if (actor.organisation === fact.organisation || seesEnded(actor)) return true;
  return actor.scope === 'all' && today.active;
}

/** What departments share: what the public sees, and neutral or positive records of shared classes. */
export function isShared(
  policy: Policy,
  fact: Pick<Fact, 'classCode' | 'factDate' | 'polarity'>,
  today: Pick<RecordState, 'active' | 'status'>,
): boolean {
  if (!today.active || today.status === 'HELD') return false;
  if (today.status === 'PUBLISHED') return true;
  return fact.polarity !== 'NEGATIVE' && isSharedClass(policy, fact.classCode, fact.factDate);
}
