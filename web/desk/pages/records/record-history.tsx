import { useTranslation } from 'react-i18next';
import type { RecordAction } from '../../calls/records.ts';
import { Data } from '../../parts/data.tsx';
import { Moment } from '../../parts/words.tsx';

/** Everything that happened to a record, oldest first. */
export function RecordHistory({ actions }: { readonly actions: readonly RecordAction[] }) {
  const { t } = useTranslation('records');
  if (actions.length === 0) return null;
  return (
    <>
      <h4>{t('history')}</h4>
      <ol className="history">
        {actions.map((action) => (
          <li key={action.seq}>
            <Moment at={action.at} />
            <strong>
              {t(`kinds.${action.kind as 'registered'}`, { defaultValue: action.kind })}
            </strong>
            <span className="muted">
              {action.account === 'system' ? t('bySystem') : t('by', { account: action.account })}
            </span>
            {action.reason && (
              <p>
                <Data text={action.reason} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}
