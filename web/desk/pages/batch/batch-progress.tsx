import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Progress, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import { cancelBatch, type BatchDetail } from '../../calls/intake.ts';
import { Card } from '../../parts/page.tsx';
import { useSay } from '../../parts/say.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { countText } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';

/** A longer time is said in minutes. */
const MOST_SECONDS = 120;

const phases = ['WAITING', 'READING', 'STORING', 'FINISHED'] as const;

/** How far a file is, in counts, with a way to stop it. */
export function BatchProgress({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation('batch');
  const { modal } = App.useApp();
  const say = useSay();
  const may = useMay();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => cancelBatch(batch.batchId),
    onError: say.failed,
    onSettled: () => queries.invalidateQueries({ queryKey: ['batch', batch.batchId] }),
  });
  const ask = (): void =>
    void modal.confirm({
      title: t('cancelTitle', { receipt: batch.receiptNumber }),
      content: t('cancelText', { file: batch.fileName }),
      okText: t('cancelYes'),
      cancelText: t('cancelNo'),
      okButtonProps: { danger: true },
      onOk: () => cancel.mutateAsync().catch(() => undefined),
    });
  const { progress } = batch;
  return (
    <Card title={t('progressTitle')}>
      <Steps
        size="small"
        current={phases.findIndex((phase) => phase === progress.phase)}
        items={phases.map((phase) => ({ title: t(`phases.${phase}`) }))}
      />
      <Progress
        percent={percentOf(progress)}
        showInfo={false}
        status={batch.held === null ? 'active' : 'exception'}
        aria-label={t('progressTitle')}
      />
      <p className="progress-line" aria-live="polite">
        {batch.cancelRequested ? t('cancelling') : <ProgressWords batch={batch} />}
      </p>
      <p className="muted">{t('safe')}</p>
      {may('batch.submit') && (
        <WhyButton why={batch.cancelRequested ? t('cancelling') : null} onClick={ask} danger>
          {t('cancel')}
        </WhyButton>
      )}
    </Card>
  );
}

function ProgressWords({ batch: { progress, held } }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation('batch');
  const { phase, rowsRead, rowsStored, rowsToStore, secondsLeft } = progress;
  if (phase === 'WAITING') return t(held === null ? 'waiting' : 'held');
  const words =
    phase === 'READING'
      ? t('reading', { rows: countText(rowsRead) })
      : t('storing', { done: countText(rowsStored), total: countText(rowsToStore ?? rowsRead) });
  if (held !== null) return t('wordsThenHeld', { words, held: t('held') });
  if (secondsLeft === null) return words;
  const left =
    secondsLeft <= MOST_SECONDS
      ? t('left', { seconds: countText(secondsLeft) })
      : t('leftMinutes', { minutes: countText(Math.ceil(secondsLeft / 60)) });
  return t('wordsThenLeft', { words, left });
}

/** Reading has no known end, so its bar only says that something moves. */
function percentOf({ phase, rowsStored, rowsToStore }: BatchDetail['progress']): number {
  if (phase === 'WAITING') return 5;
  if (phase === 'READING') return 30;
  return rowsToStore ? 50 + Math.round((rowsStored / rowsToStore) * 50) : 50;
}
