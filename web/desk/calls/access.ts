import { get, post, remove } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

export type KeyRow = AnswerOf<'getApiKeys'>['items'][number];
export type ReadingRow = AnswerOf<'getReadings'>['items'][number];
export type AuditRow = AnswerOf<'getAudit'>['items'][number];

export interface NewKey {
  readonly label: string;
  readonly scopes: readonly string[];
  readonly expiresInDays: number;
}

export const apiKeys = (): Promise<AnswerOf<'getApiKeys'>> => get('/api-keys');
export const createKey = (body: NewKey): Promise<AnswerOf<'postApiKeys'>> =>
  post('/api-keys', { body });
export const revokeKey = (keyId: string): Promise<void> =>
  remove(`/api-keys/${encodeURIComponent(keyId)}`);

export const readings = (
  purpose: string,
  after: string | undefined,
): Promise<AnswerOf<'getReadings'>> => get('/readings', { purpose, query: { after } });
export type SetBack = AnswerOf<'getLedgerSetBacks'>['items'][number];
export const ledgerState = (): Promise<AnswerOf<'getLedgerState'>> => get('/ledger/state');
export const setBacks = (): Promise<AnswerOf<'getLedgerSetBacks'>> => get('/ledger/set-backs');
export const acknowledgeSetBack = (
  setBackId: string,
  reason: string,
): Promise<AnswerOf<'postLedgerSetBacksBySetBackIdAcknowledgement'>> =>
  post(`/ledger/set-backs/${encodeURIComponent(setBackId)}/acknowledgement`, { body: { reason } });
export const selfCheck = (): Promise<AnswerOf<'getLedgerSelfCheck'>> => get('/ledger/self-check');
export const auditEntries = (
  purpose: string,
  after: string | undefined,
): Promise<AnswerOf<'getAudit'>> => get('/audit', { purpose, query: { after } });
