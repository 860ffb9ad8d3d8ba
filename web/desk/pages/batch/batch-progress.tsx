import { Progress, Steps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BatchDetail } from '../../calls/intake.ts';
import { useCancelBatch } from '../../parts/cancel-batch.ts';
import { Live } from '../../parts/live.tsx';
import { Card } from '../../parts/page.tsx';
import { percentOf, useProgressWords } from '../../parts/progress.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { useMay } from '../../session/session.ts';

const phases = ['WAITING', 'READING', 'STORING', 'FINISHED'] as const;

/** How far a file is, in counts, with a way to stop it. */
export function BatchProgress({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation('batch');
  const may = useMay();
  const cancel = useCancelBatch();
  const words = useProgressWords()(batch);
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
      <p className="progress-line">{words}</p>
      <Live text={words} />
      <p className="muted">{t('safe')}</p>
      {may('batch.submit') && (
        <WhyButton
          why={batch.cancelRequested ? t('cancelling') : null}
          onClick={() => cancel(batch)}
          danger
        >
          {t('cancel')}
        </WhyButton>
      )}
    </Card>
  );
}
