import { addDays, addMonths, type PlainDate } from '../../platform/plain-date.ts';
import { holdsOn, type Policy } from '../policy/index.ts';

const UPLOAD_RETENTION = 'UPLOAD_RETENTION';

/**
 * The first day on which an upload received today, its findings and waiting rows are gone (K8);
 * the period is policy data (deadlines, UPLOAD_RETENTION).
 */
export function uploadExpiry(policy: Policy, today: PlainDate): PlainDate {
  const period = policy.deadlines.deadlines.find(
    (entry) => entry.id === UPLOAD_RETENTION && holdsOn(entry, today),
  );
  if (!period) throw new Error(`policy has no deadline ${UPLOAD_RETENTION} on ${today}`);
  if (period.unit === 'MONTH') return addMonths(today, period.value);
  return addDays(today, period.value);
}
