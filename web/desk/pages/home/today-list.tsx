import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { daysBetween } from '../../../../server/platform/plain-date.ts';
import { todayQuery } from '../../calls/today.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card } from '../../parts/page.tsx';
import { countText, momentText, StateWord } from '../../parts/words.tsx';
import { useSession } from '../../session/session.ts';
import { linesOf, type Line } from './today-lines.ts';

/** What waits for the own organisation, each line one step from its work. */
export function TodayList() {
  const { t } = useTranslation('today');
  const { today } = useSession();
  const { data, error, refetch } = useQuery(todayQuery);
  const lines = data && linesOf(data, (date) => daysBetween(today, date));
  return (
    <Card title={t('list')} flush>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      {!lines && !error && <Skeleton active className="list-waiting" />}
      {lines?.length === 0 && (
        <EmptyState title={t('none')} help={t('noneHelp', { date: today })} />
      )}
      {lines && lines.length > 0 && (
        <ul className="today">
          {lines.map((line) => (
            <TodayLine key={keyOf(line)} line={line} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function keyOf(line: Line): string {
  return 'batch' in line ? line.batch.batchId : line.kind;
}

function TodayLine({ line }: { readonly line: Line }) {
  const { t } = useTranslation('today');
  const words = useWords();
  switch (line.kind) {
    case 'toMend':
      return (
        <Row
          link={toBatch(line.batch.batchId, t('toMend', { count: line.batch.counts.rejected }))}
          file={line.batch.fileName}
          detail={[
            words.className(line.batch.classCode),
            t('expires', { date: line.batch.expiresOn }),
          ]}
          state={
            <StateWord tone={line.isUrgent ? 'bad' : 'warning'}>
              {line.isUrgent ? t('expiresSoon') : t('waits')}
            </StateWord>
          }
        />
      );
    case 'notAccepted':
      return (
        <Row
          link={toBatch(line.batch.batchId, t('notAccepted'))}
          file={line.batch.fileName}
          detail={[words.className(line.batch.classCode), momentText(line.batch.receivedAt)]}
          state={
            <StateWord tone="bad">
              {line.batch.state === 'REFUSED' ? t('refused') : t('failed')}
            </StateWord>
          }
        />
      );
    case 'more':
      return (
        <Row
          link={<Link to="/batches">{t('more')}</Link>}
          detail={[t('moreText', { files: line.files, rows: countText(line.rows) })]}
          state={<StateWord tone="warning">{t('waits')}</StateWord>}
        />
      );
    case 'classification':
      return (
        <Row
          link={<Link to="/classification">{t('classification', { count: line.count })}</Link>}
          detail={[t('classificationText')]}
          state={<StateWord tone="warning">{t('toDecide')}</StateWord>}
        />
      );
    case 'held':
      return (
        <Row
          link={<Link to="/batches">{t('held', { count: line.count })}</Link>}
          detail={[t('heldText')]}
          state={<StateWord tone="info">{t('waitsForCentre')}</StateWord>}
        />
      );
  }
}

function toBatch(batchId: string, text: string): ReactNode {
  return (
    <Link to="/batches/$batchId" params={{ batchId }}>
      {text}
    </Link>
  );
}

interface RowProps {
  readonly link: ReactNode;
  readonly file?: string;
  readonly detail: readonly string[];
  readonly state: ReactNode;
}

function Row({ link, file, detail, state }: RowProps) {
  return (
    <li>
      <div className="today-text">
        <div className="today-link">
          {link}
          {file !== undefined && (
            <span className="file-name">
              <Data text={file} />
            </span>
          )}
        </div>
        <div className="muted today-detail">
          {detail.map((part) => (
            <span key={part}>
              <Data text={part} />
            </span>
          ))}
        </div>
      </div>
      {state}
    </li>
  );
}
