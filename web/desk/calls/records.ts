import { get, post } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

export type RecordLine = AnswerOf<'getRecords'>['items'][number];
export type RecordFile = AnswerOf<'getRecordsByRecordId'>;
export type RecordAction = RecordFile['actions'][number];
export type RecordStatus = RecordLine['status'];
export type Level = NonNullable<RecordLine['level']>;
export type Archive = AnswerOf<'getSubjectsByUscc'>;
export type Waiting = AnswerOf<'getClassification'>['items'][number];

export interface RecordQuery {
  readonly classCode?: string;
  readonly status?: RecordStatus;
  readonly batchId?: string;
  readonly after?: string;
}

export const records = (purpose: string, query: RecordQuery): Promise<AnswerOf<'getRecords'>> =>
  get('/records', { purpose, query: { ...query, limit: 20 } });
export const recordFile = (purpose: string, recordId: string): Promise<RecordFile> =>
  get(`/records/${recordId}`, { purpose });

export interface Dates {
  readonly asOf?: string;
  readonly knownOn?: string;
}

export const archive = (purpose: string, uscc: string, dates: Dates): Promise<Archive> =>
  get(`/subjects/${encodeURIComponent(uscc)}`, { purpose, query: { ...dates } });

export const searchPublic = (q: string): Promise<AnswerOf<'getPublicSearch'>> =>
  get('/public/search', { query: { q } });

export const waiting = (
  purpose: string,
  after: string | undefined,
): Promise<AnswerOf<'getClassification'>> =>
  get('/classification', { purpose, query: { after, limit: 20 } });

export type Doubt = AnswerOf<'getSubjectDoubts'>['items'][number];
export type DoubtDecision = 'CONFIRM' | 'REFUSE';

export const doubts = (
  purpose: string,
  after: string | undefined,
): Promise<AnswerOf<'getSubjectDoubts'>> =>
  get('/subject-doubts', { purpose, query: { after, limit: 20 } });

export const decideDoubt = (
  recordId: string,
  body: { readonly decision: DoubtDecision; readonly reason: string },
): Promise<AnswerOf<'postSubjectDoubtsByRecordId'>> =>
  post(`/subject-doubts/${recordId}`, { body });

export interface LevelDecision {
  readonly level: Level;
  readonly kinds: readonly string[];
  readonly procedure?: 'SIMPLE' | 'ORDINARY';
  readonly reason: string;
}

export const decideLevel = (
  recordId: string,
  body: LevelDecision,
): Promise<AnswerOf<'postClassificationByRecordId'>> =>
  post(`/classification/${recordId}`, { body });
