import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import type { Organisation } from '../policy/index.ts';

const SEQUENCE_DIGITS = 4;

/**
 * The next receipt number of a sender on a day: division (6), unified code (18), day (8), number
 * of the day (at least 4 digits), as batch numbers of the exchange are made. Serialises the
 * sender's own submissions until the end of the transaction, nobody else's.
 */
export async function nextReceiptNumber(
  tx: Tx,
  sender: Organisation,
  today: PlainDate,
): Promise<string> {
  const division = (sender.divisionCode ?? '').padEnd(6, '0').slice(0, 6);
  const head = `${division}${sender.uscc}${today.replaceAll('-', '')}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`receipt ${head}`}, 0))`.execute(tx);
  const { rows } = await sql<{ used: string }>`
    select count(*) as used from credit.batch
    where organisation_code = ${sender.code} and starts_with(receipt_number, ${head})`.execute(tx);
  const next = Number(rows[0]?.used ?? 0) + 1;
  return `${head}${String(next).padStart(SEQUENCE_DIGITS, '0')}`;
}
