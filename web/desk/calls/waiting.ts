import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

/** How much waits in the queues of the role; asked again on each page, never by a clock: that would keep a forgotten session alive. */
export const waitingQuery = (page: string) =>
  queryOptions({
    queryKey: ['waiting', page],
    queryFn: (): Promise<AnswerOf<'getWaiting'>> => get('/waiting'),
    placeholderData: keepPreviousData,
  });
