import type { Context } from '../../context.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { mapInTurns } from '../../platform/sending.ts';
import { compileClass, type Judge, type Values } from '../catalogue/index.ts';
import { identityHashes, ownPart, type Hashes, type OwnPart } from '../records/index.ts';
import type { BatchHead } from './batch.ts';

/** A row the judge let through. */
export interface RowToEnter {
  readonly rowNumber: number;
  readonly values: Values;
}

/** What a row is by itself, worked out before the store is asked. */
export interface ReadyRow {
  readonly row: RowToEnter;
  /** The version of the class in force on the row's day. */
  readonly judge: Judge;
  readonly operation: ReturnType<Judge['envelopeOf']>;
  readonly hashes: Hashes;
  readonly factDate: PlainDate;
  /** What a new record is by itself; null for rows that change or end one. */
  readonly own: OwnPart | null;
}

/** Works out what needs no database, giving way to other work; the same rows may then be entered. */
export function readyRows(
  ctx: Context,
  batch: Pick<BatchHead, 'classCode' | 'judgedOn'>,
  rows: readonly RowToEnter[],
): Promise<ReadyRow[]> {
  const { classCode, judgedOn } = batch;
  const judges = compileClass(ctx.policy, classCode);
  return mapInTurns(rows, (row) => {
    const judge = judges.of(row.values, judgedOn);
    const identityKey = judge.identityKey(row.values);
    const contentDigest = judge.contentDigest(row.values);
    const hashes = identityHashes(ctx.keys, { classCode, identityKey, contentDigest });
    const operation = judge.envelopeOf(row.values);
    const factDate = judge.factDateOf(row.values, judgedOn);
    const adds = operation.operation === 'ADD';
    const own = adds ? ownPart(ctx, { classCode, factDate, values: row.values }) : null;
    return { row, judge, operation, hashes, factDate, own };
  });
}
