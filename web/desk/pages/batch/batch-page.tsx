import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { getRouteApi, Link } from '@tanstack/react-router';
import { batch as readBatch, isRunning } from '../../calls/intake.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { useSaid } from '../../parts/said.ts';
import { useMay } from '../../session/session.ts';
import { BatchStateWord } from '../batches/batch-state.tsx';
import { AnnotatedButton } from './annotated-button.tsx';
import { BatchProgress } from './batch-progress.tsx';
import { BatchResult } from './batch-result.tsx';
import { Cures } from './cures.tsx';
import { Findings } from './findings.tsx';

const route = getRouteApi('/batches/$batchId');
const POLL_MS = 1000;
/** One file: how far it is, what came of it, and what to mend. */
export function BatchPage() {
  const { t } = useTranslation(['batch', 'batches']);
  const { batchId } = route.useParams();
  const {
    data: batch,
    error,
    refetch,
  } = useQuery({
    queryKey: ['batch', batchId],
    queryFn: () => readBatch(batchId),
    refetchInterval: ({ state: { data } }) => (data && !isRunning(data) ? false : POLL_MS),
  });
  const may = useMay();
  const said = useSaid();
  const words = useWords();
  if (!batch) {
    return (
      <Page title={t('plainTitle')}>
        {error ? <Failure error={error} onRetry={() => void refetch()} /> : <Skeleton active />}
      </Page>
    );
  }
  const { counts } = batch;
  const hasFindings = counts.rejected + counts.quarantined + counts.warned + counts.duplicate > 0;
  return (
    <Page
      title={words.className(batch.classCode)}
      mark={<BatchStateWord state={batch.state} />}
      lead={batch.fileName}
      actions={
        !isRunning(batch) && batch.state !== 'REFUSED' ? (
          <>
            {may('record.read') && batch.counts.accepted > 0 && (
              <Link to="/records" search={{ batchId }} className="button-link">
                {t('toRecords')}
              </Link>
            )}
            {may('row.read') && <AnnotatedButton batch={batch} />}
          </>
        ) : null
      }
    >
      {isRunning(batch) && <BatchProgress batch={batch} />}
      {batch.state === 'REFUSED' && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={t('refusedTitle')}
          description={batch.refusal && <Data text={batch.refusal.message} />}
          action={may('batch.submit') && <Link to="/today">{t('refusedAgain')}</Link>}
        />
      )}
      {batch.state === 'CANCELLED' && (
        <Alert
          type="warning"
          showIcon
          className="gap-below"
          title={t('cancelledText', { count: counts.new + counts.corrected })}
        />
      )}
      {batch.state === 'FAILED' && (
        <Alert type="error" showIcon role="alert" className="gap-below" title={t('failedText')} />
      )}
      {!isRunning(batch) && <BatchResult batch={batch} />}
      {batch.headerFindings.length > 0 && (
        <Card title={t('headerTitle')}>
          <ul className="plain-list">
            {batch.headerFindings.map((finding) => (
              <li key={`${finding.cell} ${finding.message}`}>
                <span className="code">{finding.cell}</span> {said(finding)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {!isRunning(batch) && hasFindings && may('row.read') && <Findings batch={batch} />}
      <Cures cures={batch.cures} classCode={batch.classCode} />
    </Page>
  );
}
