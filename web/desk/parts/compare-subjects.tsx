import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Value } from './words.tsx';

export interface ComparedSubject {
  readonly key: string;
  /** Where name and code come from. */
  readonly source: ReactNode;
  readonly name: string;
  readonly uscc: string | null;
}

interface Props {
  readonly label: string;
  readonly subjects: readonly ComparedSubject[];
}

/** Names and codes below each other: what was reported and what the register says. */
export function CompareSubjects({ label, subjects }: Props) {
  const { t } = useTranslation('common');
  return (
    <table className="plain-table compare stack-on-phone" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="only-read">{t('source')}</span>
          </th>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('uscc')}</th>
        </tr>
      </thead>
      <tbody>
        {subjects.map(({ key, source, name, uscc }) => (
          <tr key={key}>
            <th scope="row">{source}</th>
            <td data-label={t('name')}>
              <Value text={name} />
            </td>
            <td data-label={t('uscc')} className="code">
              <Value text={uscc} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
