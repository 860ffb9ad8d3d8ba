import type { Actor } from '../../platform/actor.ts';
import type { AppliedCure, Values } from '../catalogue/index.ts';
import type { Suggestion } from '../subjects/index.ts';
import type { SheetFinding } from './finding.ts';

export const batchStates = [
  'RECEIVED',
  'READING',
  'STORING',
  'DONE',
  'REFUSED',
  'CANCELLED',
  'FAILED',
] as const;
export type BatchState = (typeof batchStates)[number];

/** States in which nothing more happens to a batch by itself. */
export const finishedStates: readonly BatchState[] = ['DONE', 'REFUSED', 'CANCELLED', 'FAILED'];

/** States of a row that has findings; REPLACED is an older version of a corrected row. */
export const rowStates = [
  'REJECTED',
  'QUARANTINED',
  'WARNED',
  'DUPLICATE',
  'ENTERED',
  'REFUSED',
  'REPLACED',
] as const;
export type RowState = (typeof rowStates)[number];

/** How far a batch is, for the person who waits. */
export interface Progress {
  readonly phase: 'WAITING' | 'READING' | 'STORING' | 'FINISHED';
  readonly rowsRead: number;
  readonly rowsToStore: number | null;
  readonly rowsStored: number;
  /** Estimate of the time left; null while nothing can be said. */
  readonly secondsLeft: number | null;
}

export const noProgress: Progress = {
  phase: 'WAITING',
  rowsRead: 0,
  rowsToStore: null,
  rowsStored: 0,
  secondsLeft: null,
};

/** A row as it waits between judging and storing. */
export interface GoodRow {
  readonly rowNumber: number;
  readonly values: Values;
  readonly cures: readonly AppliedCure[];
  readonly findings: readonly SheetFinding[];
}

/** What is sealed in a row that has findings. */
export interface RowContent {
  readonly values: Values;
  readonly cures: readonly AppliedCure[];
  readonly findings: readonly SheetFinding[];
  /** Subjects a person may mean, when the numbers did not decide. */
  readonly suggestions?: readonly Suggestion[];
}

/** A batch as the commands need it. */
export interface BatchHead {
  readonly batchId: string;
  readonly classCode: string;
  readonly organisation: string;
  readonly account: string;
  readonly channel: Actor['channel'];
  readonly fileExtension: string;
  readonly fileDigest: Buffer;
  readonly judgedOn: string;
  readonly receivedAt: Date;
  readonly state: BatchState;
}

/** Who acts when a batch is worked on: the account that sent it, seeing its own organisation only. */
export function senderActor(batch: BatchHead): Actor {
  const { account, organisation, channel } = batch;
  return { account, role: 'SENDER', organisation, scope: 'organisation', channel };
}
