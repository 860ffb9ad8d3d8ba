import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Drawer, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { retryJob, systemJobs, type FailedJob, type QueueRow } from '../../calls/system.ts';
import { DataList, type Column } from '../../parts/data-list.tsx';
import { DecisionForm } from '../../parts/decision-form.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { WhyButton } from '../../parts/why-button.tsx';
import { countText, Moment, Value } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';

const KEY = 'system-jobs';

/** 后台任务: queues, and failed jobs that a named person may run again. */
export function JobsPage() {
  const { t } = useTranslation('system');
  const [chosen, setChosen] = useState<FailedJob | null>(null);
  const nameOf = useJobName();
  const { data, error, refetch } = useQuery({ queryKey: [KEY], queryFn: systemJobs });
  const failed = useFailedColumns(setChosen);
  const queues = useQueueColumns();
  return (
    <Page title={t('jobs.title')} lead={t('jobs.lead')}>
      {error && <Failure error={error} onRetry={() => void refetch()} />}
      <Card flush title={t('jobs.failedTitle')}>
        <DataList
          label={t('jobs.failedTitle')}
          columns={failed}
          rows={data?.failed}
          rowKey={({ jobId }) => jobId}
          minWidth={860}
          empty={<EmptyState title={t('jobs.none')} help={t('jobs.noneHelp')} />}
        />
      </Card>
      <Card flush title={t('jobs.queues')}>
        <DataList
          label={t('jobs.queues')}
          columns={queues}
          rows={data?.queues}
          rowKey={({ queue }) => queue}
          empty={null}
        />
      </Card>
      <Drawer
        open={chosen !== null}
        onClose={() => setChosen(null)}
        title={chosen ? t('jobs.retryOf', { name: nameOf(chosen.queue) }) : ''}
        size="large"
        destroyOnHidden
      >
        {chosen && <Retry job={chosen} onDone={() => setChosen(null)} />}
      </Drawer>
    </Page>
  );
}

function useJobName(): (queue: string) => string {
  const { t } = useTranslation('system');
  const names = t('jobs.names', { returnObjects: true }) as Readonly<Record<string, string>>;
  return (queue) => names[queue] ?? queue;
}

function useQueueColumns(): readonly Column<QueueRow>[] {
  const { t } = useTranslation('system');
  const nameOf = useJobName();
  return [
    { key: 'queue', title: t('jobs.queue'), render: ({ queue }) => nameOf(queue) },
    ...(['waiting', 'running', 'failed'] as const).map((key) => ({
      key,
      title: t(`jobs.${key}`),
      align: 'right' as const,
      render: (row: QueueRow) => countText(row[key]),
    })),
    {
      key: 'lastDoneAt',
      title: t('jobs.lastDoneAt'),
      code: true,
      render: ({ lastDoneAt }) => <Moment at={lastDoneAt} />,
    },
  ];
}

function useFailedColumns(onRetry: (job: FailedJob) => void): readonly Column<FailedJob>[] {
  const { t } = useTranslation('system');
  const may = useMay();
  const nameOf = useJobName();
  return [
    { key: 'queue', title: t('jobs.queue'), render: ({ queue }) => nameOf(queue) },
    {
      key: 'failedAt',
      title: t('jobs.failedAt'),
      code: true,
      render: ({ failedAt }) => <Moment at={failedAt} />,
    },
    {
      key: 'attempts',
      title: t('jobs.attempts'),
      align: 'right',
      render: ({ attempts }) => countText(attempts),
    },
    {
      key: 'reason',
      title: t('jobs.reason'),
      render: ({ reason }) => <Value text={reason} code />,
    },
    {
      key: 'batch',
      title: t('jobs.batch'),
      render: ({ batchId }) =>
        batchId !== null && may('batch.read') ? (
          <Link to="/batches/$batchId" params={{ batchId }}>
            {t('jobs.openBatch')}
          </Link>
        ) : (
          <Value text={null} />
        ),
    },
    {
      key: 'retry',
      title: t('jobs.retry'),
      render: (job) => (
        <WhyButton
          why={may('job.retry') ? null : t('jobs.whyNot')}
          aria-label={t('jobs.retryOf', { name: nameOf(job.queue) })}
          onClick={() => onRetry(job)}
        >
          {t('jobs.retry')}
        </WhyButton>
      ),
    },
  ];
}

function Retry({ job, onDone }: { readonly job: FailedJob; readonly onDone: () => void }) {
  const { t } = useTranslation('system');
  const [form] = Form.useForm<{ reason: string }>();
  const name = useJobName()(job.queue);
  return (
    <DecisionForm
      form={form}
      title={t('jobs.retryOf', { name })}
      queue={KEY}
      confirm={() => ({
        title: t('jobs.confirmTitle', { name }),
        text: t('jobs.confirmText'),
        yes: t('jobs.retry'),
      })}
      decide={({ reason }) => retryJob(job.jobId, reason)}
      done={() => t('jobs.done', { name })}
      submit={t('jobs.retry')}
      onDone={onDone}
    >
      <p>{t('jobs.confirmText')}</p>
      <p className="muted">{t('jobs.reasonHelp')}</p>
    </DecisionForm>
  );
}
