import { queryOptions } from '@tanstack/react-query';
import { classes } from './intake.ts';

const KEEP_MS = 60_000;

/** Classes the own organisation sends; their forms come along. */
export const classesQuery = queryOptions({
  queryKey: ['classes'],
  queryFn: classes,
  staleTime: KEEP_MS,
});
