import { queryOptions } from '@tanstack/react-query';
import { get } from '../api.ts';
import type { AnswerOf } from '../shapes.ts';

export type Directory = AnswerOf<'getDirectory'>;

/** Names of all classes, of their fields and of all organisations; they change with the policy only. */
export const directoryQuery = queryOptions({
  queryKey: ['directory'],
  queryFn: () => get<Directory>('/directory'),
  staleTime: Infinity,
});
