import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { directoryQuery } from '../calls/directory.ts';
import { useDisplay } from '../display/display.tsx';

export interface Words {
  /** All classes, named in the language of the page. */
  readonly classes: readonly { readonly code: string; readonly name: string }[];
  readonly className: (code: string) => string;
  readonly organisationName: (code: string | null) => string;
  readonly divisionName: (code: string) => string;
  /** The number a record is known by, such as 文号; blank when it has none. */
  readonly documentNumber: (
    classCode: string,
    values: Readonly<Record<string, string>> | null,
  ) => string;
  /** Label of a field of a class. */
  readonly fieldLabel: (classCode: string, field: string) => string;
  /** A stored value as people read it: words for codes, dates with dashes or 长期, units. */
  readonly valueText: (classCode: string, field: string, value: string) => string;
  /** Name and code that a row gives for its subject. */
  readonly claim: (
    classCode: string,
    values: Readonly<Record<string, string>>,
  ) => { readonly name: string; readonly uscc: string };
}

interface Named {
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Codes as words; what is not known stays a code. */
export function useWords(): Words {
  const { t } = useTranslation('common');
  const { locale } = useDisplay();
  const { data } = useQuery(directoryQuery);
  return useMemo(() => {
    const classes = new Map(data?.classes.map((one) => [one.code, one]));
    const named = ({ nameZh, nameEn }: Named): string => (locale === 'zh-CN' ? nameZh : nameEn);
    const organisations = new Map(data?.organisations.map((one) => [one.code, named(one)]));
    const className = (code: string): string => {
      const known = classes.get(code);
      return known ? named(known) : code;
    };
    return {
      classes: (data?.classes ?? []).map((one) => ({ code: one.code, name: named(one) })),
      className,
      organisationName: (code) => (code === null ? '' : (organisations.get(code) ?? code)),
      divisionName: (code) => data?.lists['DIVISION']?.[code] ?? code,
      documentNumber: (classCode, values) => {
        const field = classes.get(classCode)?.documentNumber;
        return (field && values?.[field]) || '';
      },
      fieldLabel: (classCode, field) => {
        const known = classes.get(classCode)?.fields.find(({ code }) => code === field);
        if (!known) return field;
        return locale === 'zh-CN' ? known.label : known.labelEn;
      },
      valueText: (classCode, field, value) => {
        const known = classes.get(classCode)?.fields.find(({ code }) => code === field);
        if (!known || !data || value === '') return value;
        if (known.format === 'date') {
          return value === data.longTermDate ? t('longTerm') : value.replaceAll('/', '-');
        }
        const list = known.list === null ? undefined : data.lists[known.list];
        if (list)
          return value
            .split(';')
            .map((one) => list[one] ?? one)
            .join(t('listSeparator'));
        // Labels of the catalogue mostly name the unit themselves.
        const isSaid = known.unit === null || known.label.includes(known.unit);
        return isSaid ? value : `${value} ${known.unit}`;
      },
      claim: (classCode, values) => {
        const subject = classes.get(classCode)?.subject;
        return {
          name: (subject?.name && values[subject.name]) || '',
          uscc: (subject?.uscc && values[subject.uscc]) || '',
        };
      },
    };
  }, [data, t, locale]);
}
