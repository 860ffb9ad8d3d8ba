import { useQuery } from '@tanstack/react-query';
import type { FormField } from '../calls/intake.ts';
import { classesQuery } from '../calls/classes.ts';

export interface ClassWords {
  readonly name: (classCode: string) => string;
  readonly fields: (classCode: string) => readonly FormField[];
}

/** Names of classes and of their fields; what is not known stays a code. */
export function useClassWords(): ClassWords {
  const { data } = useQuery(classesQuery);
  const find = (classCode: string) => data?.items.find(({ code }) => code === classCode);
  return {
    name: (classCode) => find(classCode)?.nameZh ?? classCode,
    fields: (classCode) => find(classCode)?.form.fields ?? [],
  };
}
