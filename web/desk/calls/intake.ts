import { get, post, remove, upload } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

export type BatchPage = AnswerOf<'getBatches'>;
export type BatchSummary = BatchPage['items'][number];
export type BatchDetail = AnswerOf<'getBatchesByBatchId'>;
export type BatchState = BatchDetail['state'];
export type BatchCounts = BatchDetail['counts'];
export type FindingCount = BatchDetail['findingCounts'][number];
export type RowPage = AnswerOf<'getBatchesByBatchIdRows'>;
export type ShownRow = RowPage['items'][number];
export type RowState = ShownRow['state'];
export type Finding = ShownRow['findings'][number];
export type Severity = Finding['severity'];
export type Judged = AnswerOf<'postJudge'>['rows'][number];
export type SendableClass = AnswerOf<'getClasses'>['items'][number];
export type FormField = SendableClass['form']['fields'][number];
export type Received = AnswerOf<'postBatches'>;
export type Values = Readonly<Record<string, string>>;

const PAGE = 20;

const running: readonly BatchState[] = ['RECEIVED', 'READING', 'STORING'];

/** Whether something still happens to a batch by itself. */
export function isRunning({ state }: Pick<BatchSummary, 'state'>): boolean {
  return running.includes(state);
}

export const classes = (): Promise<AnswerOf<'getClasses'>> => get('/classes');

export const templatePath = (classCode: string): string => `/classes/${classCode}/template`;

/** Sends a file; the answer names its batch at once, the work goes on afterwards. */
export function sendFile(
  classCode: string,
  file: File,
  onSent: (share: number) => void,
  signal: AbortSignal,
): Promise<Received> {
  const form = new FormData();
  form.set('class', classCode);
  form.set('file', file);
  return upload('/batches', form, onSent, signal);
}

export interface BatchQuery {
  readonly state?: BatchState;
  readonly classCode?: string;
  readonly after?: string;
}

export const batches = (query: BatchQuery): Promise<BatchPage> =>
  get('/batches', { query: { ...query, limit: PAGE } });
export const batch = (batchId: string): Promise<BatchDetail> => get(`/batches/${batchId}`);
export const cancelBatch = (batchId: string): Promise<BatchDetail> =>
  post(`/batches/${batchId}/cancel`);
export const annotatedPath = (batchId: string): string => `/batches/${batchId}/annotated`;

export interface RowQuery {
  readonly state?: RowState;
  readonly rule?: string;
  readonly field?: string;
  readonly after?: string;
}

export const rows = (batchId: string, purpose: string, query: RowQuery): Promise<RowPage> =>
  get(`/batches/${batchId}/rows`, { purpose, query: { ...query, limit: PAGE } });

/** Judges a typed row without keeping it. */
export const judge = (
  classCode: string,
  row: Values,
  signal: AbortSignal,
): Promise<AnswerOf<'postJudge'>> => post('/judge', { body: { classCode, rows: [row] }, signal });

/** Sends the changed cells of a waiting row; the answer is the row as it stands now. */
export const correctRow = (
  { batchId, rowNumber, version }: Pick<ShownRow, 'batchId' | 'rowNumber' | 'version'>,
  values: Values,
): Promise<ShownRow> =>
  post(`/batches/${batchId}/rows/${rowNumber}`, { body: { version, values } });

/** Gives up a waiting row: it will not enter. */
export const discardRow = ({
  batchId,
  rowNumber,
}: Pick<ShownRow, 'batchId' | 'rowNumber'>): Promise<void> =>
  remove(`/batches/${batchId}/rows/${rowNumber}`);

export type QuarantineDecision = 'ENTER' | 'MATCH' | 'NEW' | 'REFUSE';

export type QuarantineWait = 'PERSON' | 'AUTHORISATION';

export interface QuarantineQuery {
  /** Without: those that wait for a person. */
  readonly waitsFor?: QuarantineWait;
  readonly classCode?: string;
  readonly after?: string;
}

export const quarantine = (
  purpose: string,
  query: QuarantineQuery,
): Promise<AnswerOf<'getQuarantine'>> =>
  get('/quarantine', { purpose, query: { ...query, limit: PAGE } });

export const decideQuarantine = (
  { batchId, rowNumber, version }: Pick<ShownRow, 'batchId' | 'rowNumber' | 'version'>,
  body: {
    readonly decision: QuarantineDecision;
    readonly reason: string;
    readonly subjectId?: string;
  },
): Promise<ShownRow> => post(`/quarantine/${batchId}/${rowNumber}`, { body: { version, ...body } });
