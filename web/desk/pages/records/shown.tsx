import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RecordFile } from '../../calls/records.ts';

type Props = { readonly record: Pick<RecordFile, 'status' | 'actions' | 'subject' | 'needs'> };

/** Where a record is shown to the public, until when and why; or why it is not. */
export function Shown({ record: { status, actions, subject, needs } }: Props) {
  const { t } = useTranslation('records');
  if (status === 'PUBLISHED') {
    const detail = detailOf([...actions].reverse().find(({ kind }) => kind === 'published'));
    const from = detail('from');
    const until = detail('until');
    return (
      <Alert
        type="success"
        className="gap-below"
        title={until ? t('shownUntil', { from, until }) : t('shownAlways', { from })}
        description={
          <>
            {detail('basis') && <div>{t('shownBasis', { basis: detail('basis') })}</div>}
            {subject.uscc && <a href={`/e/${subject.uscc}`}>{t('publicPage')}</a>}
          </>
        }
      />
    );
  }
  const reason = [...actions]
    .reverse()
    .find((action) => action.reason !== null && action.kind !== 'registered');
  const words =
    needs === 'CLASSIFICATION'
      ? t('notShownHeld')
      : reason?.reason
        ? t('notShownWhy', { reason: reason.reason })
        : t('notShown');
  return <Alert type="info" className="gap-below" title={words} />;
}

function detailOf(action: RecordFile['actions'][number] | undefined): (name: string) => string {
  const detail = (action?.detail ?? {}) as Readonly<Record<string, unknown>>;
  return (name) => {
    const value = detail[name];
    return typeof value === 'string' ? value : '';
  };
}
