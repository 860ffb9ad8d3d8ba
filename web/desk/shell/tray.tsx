import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Drawer, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from '@tanstack/react-router';
import { isRunning, type BatchSummary } from '../calls/intake.ts';
import { myBatchesQuery } from '../calls/today.ts';
import { useCancelBatch } from '../parts/cancel-batch.ts';
import { Data } from '../parts/data.tsx';
import { Live } from '../parts/live.tsx';
import { percentOf, useProgressWords } from '../parts/progress.ts';
import { WhyButton } from '../parts/why-button.tsx';
import { Moment } from '../parts/words.tsx';

/** My files on their way and those of the last day, from every page. */
export function Tray() {
  const { t } = useTranslation('tray');
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(myBatchesQuery(pathname));
  const words = useProgressWords();
  const jobs = data?.items ?? [];
  const running = jobs.filter(isRunning);
  useRefreshWhenDone(running.map(({ batchId }) => batchId));
  const said = running.map((job) => t('said', { file: job.fileName, words: words(job) })).join('');
  return (
    <>
      <Button className="tray" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {running.length === 0 ? t('button') : t('buttonRunning', { count: running.length })}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size="min(480px, 100vw)"
        title={t('title')}
        destroyOnHidden
      >
        <Jobs jobs={jobs} onLeave={() => setOpen(false)} />
      </Drawer>
      <Live text={said} />
    </>
  );
}

interface JobsProps {
  readonly jobs: readonly BatchSummary[];
  readonly onLeave: () => void;
}

function Jobs({ jobs, onLeave }: JobsProps) {
  const { t } = useTranslation(['tray', 'batches']);
  const words = useProgressWords();
  const cancel = useCancelBatch();
  if (jobs.length === 0) return <p className="muted">{t('none')}</p>;
  return (
    <>
      <ul className="tray-list">
        {jobs.map((job) => (
          <li key={job.batchId}>
            <Link to="/batches/$batchId" params={{ batchId: job.batchId }} onClick={onLeave}>
              <Data text={job.fileName} />
            </Link>
            {isRunning(job) ? (
              <>
                <Progress
                  percent={percentOf(job.progress)}
                  showInfo={false}
                  size="small"
                  status={job.held === null ? 'active' : 'exception'}
                  aria-label={t('progressOf', { receipt: job.receiptNumber })}
                />
                <div className="tray-words">
                  <span>{words(job)}</span>
                  <WhyButton
                    size="small"
                    why={job.cancelRequested ? words(job) : null}
                    onClick={() => cancel(job)}
                  >
                    {t('cancel')}
                  </WhyButton>
                </div>
              </>
            ) : (
              <div className="tray-words muted">
                <span>
                  {job.state === 'DONE'
                    ? t('result', { ...job.counts })
                    : t(`batches:states.${job.state}`)}
                </span>
                <Moment at={job.finishedAt} />
              </div>
            )}
          </li>
        ))}
      </ul>
      <p className="muted">{t('safe')}</p>
    </>
  );
}

/** What waits changes when a file is done. */
function useRefreshWhenDone(running: readonly string[]): void {
  const queries = useQueryClient();
  const before = useRef<readonly string[]>([]);
  const now = running.join(' ');
  useEffect(() => {
    const ids = now.split(' ');
    if (before.current.some((id) => !ids.includes(id))) {
      void queries.invalidateQueries({ queryKey: ['waiting'] });
      void queries.invalidateQueries({ queryKey: ['batches'] });
      void queries.invalidateQueries({ queryKey: ['classes'] });
    }
    before.current = ids.filter(Boolean);
  }, [now, queries]);
}
