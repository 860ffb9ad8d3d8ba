import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { directoryQuery } from '../calls/directory.ts';

export interface Words {
  readonly classes: readonly { readonly code: string; readonly nameZh: string }[];
  readonly className: (code: string) => string;
  readonly organisationName: (code: string | null) => string;
  /** Label of a field of a class. */
  readonly fieldLabel: (classCode: string, field: string) => string;
  /** Name and code that a row gives for its subject. */
  readonly claim: (
    classCode: string,
    values: Readonly<Record<string, string>>,
  ) => { readonly name: string; readonly uscc: string };
}

/** Codes as words; what is not known stays a code. */
export function useWords(): Words {
  const { data } = useQuery(directoryQuery);
  return useMemo(() => {
    const classes = new Map(data?.classes.map((one) => [one.code, one]));
    const organisations = new Map(data?.organisations.map(({ code, nameZh }) => [code, nameZh]));
    return {
      classes: data?.classes ?? [],
      className: (code) => classes.get(code)?.nameZh ?? code,
      organisationName: (code) => (code === null ? '' : (organisations.get(code) ?? code)),
      fieldLabel: (classCode, field) =>
        classes.get(classCode)?.fields.find(({ code }) => code === field)?.label ?? field,
      claim: (classCode, values) => {
        const subject = classes.get(classCode)?.subject;
        return {
          name: (subject?.name && values[subject.name]) || '',
          uscc: (subject?.uscc && values[subject.uscc]) || '',
        };
      },
    };
  }, [data]);
}
