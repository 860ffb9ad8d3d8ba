import { mapInTurns } from '../../platform/sending.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { compileClass, type Judge, type Values } from '../catalogue/index.ts';
import {
  identityHashes,
  ownPart,
  type Hashes,
  type Making,
  type OwnPart,
} from '../records/index.ts';
import { subjectClaim, type SubjectClaim } from '../subjects/index.ts';
import type { BatchHead } from './batch.ts';
import { storeFindingsOf } from './store-findings.ts';

/** A row the judge let through. */
export interface RowToEnter {
  readonly rowNumber: number;
  readonly values: Values;
}

/** What a row is by itself, worked out before the store is asked. */
export interface ReadyRow<Row extends RowToEnter = RowToEnter> {
  readonly row: Row;
  /** The version of the class in force on the row's day. */
  readonly judge: Judge;
  readonly operation: ReturnType<Judge['envelopeOf']>;
  readonly hashes: Hashes;
  readonly factDate: PlainDate;
  readonly claim: SubjectClaim;
  /** The day on which its subject must have been there; null without one, or without such a rule. */
  readonly happenedOn: PlainDate | null;
  /** What a new record is by itself; null for rows that change or end one. */
  readonly own: OwnPart | null;
}

/** The part of a batch that says what its rows are. */
export type RowsOf = Pick<BatchHead, 'classCode' | 'judgedOn'>;

/** Works out what needs no database; the same row may then be entered. */
export function readyRow<Row extends RowToEnter>(
  making: Making,
  { classCode, judgedOn }: RowsOf,
  row: Row,
): ReadyRow<Row> {
  const { values } = row;
  const judge = compileClass(making.policy, classCode).of(values, judgedOn);
  const identityKey = judge.identityKey(values);
  const contentDigest = judge.contentDigest(values);
  const hashes = identityHashes(making.keys, { classCode, identityKey, contentDigest });
  const operation = judge.envelopeOf(values);
  const factDate = judge.factDateOf(values, judgedOn);
  const claim = subjectClaim(judge.informationClass, values);
  const adds = operation.operation === 'ADD';
  const own = adds ? ownPart(making, { classCode, factDate, values }) : null;
  const happenedOn = storeFindingsOf(judge).dayOf(values);
  return { row, judge, operation, hashes, factDate, claim, happenedOn, own };
}

/** The same for many rows, giving way to other work. */
export function readyRows<Row extends RowToEnter>(
  making: Making,
  batch: RowsOf,
  rows: readonly Row[],
): Promise<ReadyRow<Row>[]> {
  return mapInTurns(rows, (row) => readyRow(making, batch, row));
}
