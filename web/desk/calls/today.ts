import { queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';
import { isRunning } from './intake.ts';

export type Today = AnswerOf<'getToday'>;

/** What waits for the own organisation. */
export const todayQuery = queryOptions({
  queryKey: ['waiting', 'today'],
  queryFn: () => get<Today>('/today'),
});

const POLL_MS = 2000;

/** Files this account sent; asked again by a clock only while one of them is on its way. */
export const myBatchesQuery = (page: string) =>
  queryOptions({
    queryKey: ['my-batches', page],
    queryFn: () => get<AnswerOf<'getMyBatches'>>('/my-batches'),
    placeholderData: (before) => before,
    refetchInterval: ({ state: { data } }) => (data?.items.some(isRunning) ? POLL_MS : false),
  });
