import { setTimeout as sleep } from 'node:timers/promises';
import { csvRecord } from '../../server/platform/spreadsheet/index.ts';
import { penalty } from '../e2e/fill-template.ts';
import { madeUpCodes, registrationCells } from '../build.ts';
import type { Answer, PatientClient } from './patient-client.ts';

const POLL_MS = 100;
const NAME = '王益示例商贸有限公司';
const CLEAR = 6;
const UNCLEAR = 3;
const WRONG = 2;
const DOUBTFUL = 2;
export const ROWS = CLEAR + UNCLEAR + WRONG + DOUBTFUL;

/** What the clients were told is done; the store must hold each of it once. */
export interface Acknowledged {
  /** Batches by id, each with all its rows. */
  readonly batches: Set<string>;
  /** `batch/row` of corrected rows and of decided rows, ids of classified records. */
  readonly corrected: Set<string>;
  readonly decided: Set<string>;
  readonly classified: Set<string>;
  /** Acts that were answered with a refusal: there is no reason for any. */
  readonly refused: string[];
}

export function nothingYet(): Acknowledged {
  return {
    batches: new Set(),
    corrected: new Set(),
    decided: new Set(),
    classified: new Set(),
    refused: [],
  };
}

/** Registers the company that all rows are about. */
export async function sendRegister(client: PatientClient): Promise<void> {
  await sendSheet(client, 'REG_BASIC', [registrationCells({ DJ_MC: NAME })]);
}

/** One round of the sender: a batch to its end, then its wrong rows corrected. */
export async function sendAndCorrect(
  client: PatientClient,
  done: Acknowledged,
  name: string,
): Promise<void> {
  const batchId = await sendSheet(client, 'ADMIN_PENALTY', rowsOf(name));
  done.batches.add(batchId);
  const { body } = await client.get(`/batches/${batchId}/rows?state=REJECTED`);
  for (const { rowNumber } of itemsOf<{ rowNumber: number }>(body)) {
    const path = `/batches/${batchId}/rows/${rowNumber}`;
    const values = { CF_XDR_SHXYM: madeUpCodes.company };
    note(done, done.corrected, `${batchId}/${rowNumber}`, await client.act(path, { values }));
  }
}

/** One round of the centre: decides each row in quarantine; answers how many there were. */
export async function decideWaiting(client: PatientClient, done: Acknowledged): Promise<number> {
  const { body } = await client.get('/quarantine');
  const rows = itemsOf<{ batchId: string; rowNumber: number }>(body);
  for (const { batchId, rowNumber } of rows) {
    const decision = { decision: 'REFUSE', reason: '名称与代码不符，退回核实' };
    const answer = await client.act(`/quarantine/${batchId}/${rowNumber}`, decision);
    note(done, done.decided, `${batchId}/${rowNumber}`, answer);
  }
  return rows.length;
}

/** One round of the approver: gives each waiting penalty its level; answers how many there were. */
export async function classifyWaiting(client: PatientClient, done: Acknowledged): Promise<number> {
  const { body } = await client.get('/classification');
  const waiting = itemsOf<{ recordId: string }>(body);
  for (const { recordId } of waiting) {
    const decision = { level: 'MINOR', kinds: ['21'], reason: '情节轻微，金额较小' };
    const answer = await client.act(`/classification/${recordId}`, decision);
    note(done, done.classified, recordId, answer);
  }
  return waiting.length;
}

/** Sends rows as a sheet; answers the id of the batch that was acknowledged. */
export async function sendRows(
  client: PatientClient,
  classCode: string,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<string> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((code) => row[code] ?? ''))];
  const form = new FormData();
  form.set('class', classCode);
  form.set('file', new Blob([lines.map(csvRecord).join('')]), 'rows.csv');
  const { status, body } = await client.act('/batches', form);
  if (status !== 202) throw new Error(`a sheet was answered ${status}: ${JSON.stringify(body)}`);
  return String(body['batchId']);
}

/** Sends rows and waits until the batch is done. */
async function sendSheet(
  client: PatientClient,
  classCode: string,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<string> {
  const batchId = await sendRows(client, classCode, rows);
  for (;;) {
    const { body: batch } = await client.get(`/batches/${batchId}`);
    if (batch['state'] === 'DONE') return batchId;
    if (['FAILED', 'REFUSED'].includes(batch['state'] ?? ''))
      throw new Error(`batch ${batchId} ended as ${String(batch['state'])}`);
    await sleep(POLL_MS);
  }
}

function rowsOf(name: string): Record<string, string>[] {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
  const fine = { CF_CFLB: '罚款', CF_NR: '处以罚款', CF_NR_WFFF: '', CF_NR_FK: '0.200000' };
  return Array.from({ length: ROWS }, (_none, i) =>
    penalty(today, `${name}-${i}`, {
      CF_XDR_MC: i < CLEAR + UNCLEAR + WRONG ? NAME : '完全不同的公司',
      CF_XDR_SHXYM: isWrong(i) ? '91610202MAXT00004A' : madeUpCodes.company,
      ...(i >= CLEAR && i < CLEAR + UNCLEAR ? fine : {}),
    }),
  );
}

function isWrong(i: number): boolean {
  return i >= CLEAR + UNCLEAR && i < CLEAR + UNCLEAR + WRONG;
}

/** Rows of a batch that end as records, and those that do not, once all acts are done. */
export const EXPECTED = { rows: ROWS, new: CLEAR + UNCLEAR + WRONG, rejected: DOUBTFUL } as const;
/** Records of a batch that a person must classify. */
export const TO_CLASSIFY = UNCLEAR;
export const TO_CORRECT = WRONG;
export const TO_DECIDE = DOUBTFUL;

function note(done: Acknowledged, kept: Set<string>, name: string, answer: Answer): void {
  const { status, body } = answer;
  const isDone = status < 300 || body['code'] === 'DONE_BEFORE';
  if (isDone) kept.add(name);
  else done.refused.push(`${name}: ${status} ${String(body['code'])}`);
}

function itemsOf<T>(body: Answer['body']): T[] {
  return body['items'] ?? [];
}
