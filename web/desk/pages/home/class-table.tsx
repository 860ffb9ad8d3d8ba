import { Button, Skeleton } from 'antd';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { download } from '../../api.ts';
import { templatePath, type SendableClass } from '../../calls/intake.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { grouped } from '../../parts/grouped.ts';
import { useSay } from '../../parts/say.ts';
import { Moment } from '../../parts/words.tsx';

interface Props {
  readonly label: string;
  readonly classes: readonly SendableClass[] | undefined;
  readonly onUpload: (classCode: string) => void;
}

/** Classes by group of the catalogue. */
export function ClassTable({ label, classes, onUpload }: Props) {
  const { t } = useTranslation('home');
  const say = useSay();
  const words = useWords();
  if (!classes) return <Skeleton active className="list-waiting" />;
  const groups = grouped(classes, ({ group }) => group);
  return (
    <table className="plain-table stack-on-phone" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t('name')}</th>
          <th scope="col">{t('code')}</th>
          <th scope="col">{t('deadline')}</th>
          <th scope="col">{t('last')}</th>
          <th scope="col">
            <span className="only-read">{t('upload')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {[...groups].map(([group, members]) => (
          <Fragment key={group}>
            <tr className="group-row">
              <th scope="rowgroup" colSpan={5}>
                <Data text={group} />
              </th>
            </tr>
            {members.map((one) => (
              <tr key={one.code}>
                <th scope="row">
                  <Data text={words.className(one.code)} />
                </th>
                <td className="code muted wide-only" data-label={t('code')}>
                  {one.code}
                </td>
                <td className="code" data-label={t('deadline')}>
                  {one.reportWithinWorkdays === null
                    ? t('noDeadline')
                    : t('workdays', { count: one.reportWithinWorkdays })}
                </td>
                <td className="code" data-label={t('last')}>
                  {one.lastBatchId ? (
                    <Link to="/batches/$batchId" params={{ batchId: one.lastBatchId }}>
                      <Moment at={one.lastReceivedAt} />
                    </Link>
                  ) : (
                    <span className="muted">{t('never')}</span>
                  )}
                </td>
                <td className="row-actions">
                  <Button
                    type="link"
                    aria-label={t('templateOf', { name: words.className(one.code) })}
                    onClick={() => void download(templatePath(one.code)).catch(say.failed)}
                  >
                    {t('template')}
                  </Button>
                  <Button
                    aria-label={t('uploadOf', { name: words.className(one.code) })}
                    onClick={() => onUpload(one.code)}
                  >
                    {t('upload')}
                  </Button>
                </td>
              </tr>
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}
