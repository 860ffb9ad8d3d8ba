import { get, post } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

export type SystemState = AnswerOf<'getSystemState'>;
export type StateLine = SystemState['lines'][number];
export type QueueRow = AnswerOf<'getSystemJobs'>['queues'][number];
export type FailedJob = AnswerOf<'getSystemJobs'>['failed'][number];

export const systemState = (): Promise<SystemState> => get('/system/state');
export const systemJobs = (): Promise<AnswerOf<'getSystemJobs'>> => get('/system/jobs');
export const retryJob = (
  jobId: string,
  reason: string,
): Promise<AnswerOf<'postSystemJobsByJobIdRetry'>> =>
  post(`/system/jobs/${encodeURIComponent(jobId)}/retry`, { body: { reason } });
