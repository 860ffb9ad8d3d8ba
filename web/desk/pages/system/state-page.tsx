import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { systemState, type StateLine } from '../../calls/system.ts';
import { Failure } from '../../parts/failure.tsx';
import { Card, Page } from '../../parts/page.tsx';
import { countText, momentText, StateWord, type Tone } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';

/** 运行状况: the first page of who answers for the district. */
export function StatePage() {
  const { t, i18n } = useTranslation('system');
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['system-state'],
    queryFn: systemState,
  });
  return (
    <Page
      title={t('state.title')}
      lead={data ? t('state.at', { at: momentText(data.at) }) : t('state.lead')}
      actions={
        <Button onClick={() => void refetch()} loading={isFetching}>
          {t('state.refresh')}
        </Button>
      }
    >
      {data?.reasons.map(({ code, zh, en }) => (
        <Alert
          key={code}
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={i18n.language === 'en-US' ? en : zh}
        />
      ))}
      <Card flush>
        {error && <Failure error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton active className="list-waiting" />}
        {data && (
          <ul className="state-lines" aria-label={t('state.title')}>
            {data.lines.map((line) => (
              <Line key={line.key} line={line} />
            ))}
          </ul>
        )}
      </Card>
    </Page>
  );
}

const toneOf: Readonly<Record<StateLine['tone'], Tone>> = {
  bad: 'bad',
  attention: 'warning',
  info: 'info',
  good: 'good',
};

/** Where a line is dealt with, and what one needs to be let in. */
const pageOf = {
  setBacks: { to: '/self-check', permission: 'ledger.check' },
  selfCheck: { to: '/self-check', permission: 'ledger.check' },
  jobs: { to: '/jobs', permission: 'job.read' },
  failedBatches: { to: '/batches', permission: 'batch.read' },
  held: { to: '/batches', permission: 'batch.read' },
  arrived: { to: '/batches', permission: 'batch.read' },
  quarantine: { to: '/quarantine', permission: 'quarantine.read' },
  doubts: { to: '/doubts', permission: 'doubt.read' },
  classification: { to: '/classification', permission: 'classification.read' },
} as const;
type Paged = keyof typeof pageOf;

const hasPage = (key: StateLine['key']): key is Paged => Object.hasOwn(pageOf, key);

function Line({ line }: { readonly line: StateLine }) {
  const { t } = useTranslation('system');
  const may = useMay();
  const sentence = useSentenceOf(line);
  const page = hasPage(line.key) ? pageOf[line.key] : null;
  return (
    <li data-line={line.key}>
      <StateWord tone={toneOf[line.tone]}>{t(`state.tones.${line.tone}`)}</StateWord>
      <span className="state-sentence">{sentence}</span>
      {page && may(page.permission) && (
        <Link
          to={page.to}
          search={line.key === 'failedBatches' ? { state: 'FAILED' } : {}}
          aria-label={`${t('state.open')} ${sentence}`}
        >
          {t('state.open')}
        </Link>
      )}
    </li>
  );
}

const GB = 1024;

function useSentenceOf({ key, variant, count, more, since }: StateLine): string {
  const { t } = useTranslation('system');
  const room = count === null ? '' : count < GB ? `${count} MB` : `${Math.floor(count / GB)} GB`;
  const sentences = t(`state.sentences.${key}`, {
    returnObjects: true,
    number: countText(count ?? 0),
    more: countText(more ?? 0),
    since: since === null ? '' : momentText(since),
    room,
  }) as Readonly<Record<string, string>>;
  return sentences[variant] ?? '';
}
