import { useTranslation } from 'react-i18next';
import { Data } from '../../parts/data.tsx';
import { Card } from '../../parts/page.tsx';
import { useWords } from '../../parts/directory.ts';

interface Props {
  /** How often each cure was applied, by “field normaliser”. */
  readonly cures: Readonly<Record<string, number>>;
  readonly classCode: string;
}

const kinds = [
  'TRIM',
  'NFKC_CODE',
  'UPPER',
  'DATE',
  'MONEY',
  'NAME_BRACKETS',
  'LIST_LABEL',
  'LIST_SEPARATOR',
] as const;
type CureKind = (typeof kinds)[number] | 'other';

/** The normaliser in a form that has a text. */
export function cureKind(normaliser: string): CureKind {
  return kinds.find((kind) => kind === normaliser) ?? 'other';
}

/** What was put into the usual form without changing its meaning. */
export function Cures({ cures, classCode }: Props) {
  const { t } = useTranslation(['batch', 'common']);
  const words = useWords();
  const entries = Object.entries(cures);
  if (entries.length === 0) return null;
  return (
    <Card title={t('cures')}>
      <p className="muted">{t('curesLead')}</p>
      <ul className="chips">
        {entries.map(([key, count]) => {
          const [field = '', normaliser = ''] = key.split(' ');
          const label = words.fieldLabel(classCode, field);
          return (
            <li key={key}>
              <Data text={label} />
              {t('common:labelSeparator')}
              {t(`cureKinds.${cureKind(normaliser)}`)}{' '}
              <span className="code">{t('cureCount', { count })}</span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
