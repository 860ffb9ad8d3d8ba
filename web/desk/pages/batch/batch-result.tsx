import { useTranslation } from 'react-i18next';
import type { BatchCounts, BatchDetail } from '../../calls/intake.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Card } from '../../parts/page.tsx';
import { countText, Moment } from '../../parts/words.tsx';

const always = ['new', 'duplicate', 'corrected', 'quarantined', 'rejected'] as const;
const sometimes = ['revoked', 'deleted', 'warned'] as const;
const SHORT_HASH = 16;

/** The receipt of a file and what became of its rows. */
export function BatchResult({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation(['batch', 'batches']);
  const words = useWords();
  const { counts } = batch;
  return (
    <Card
      title={t('resultTitle')}
      extra={
        batch.state === 'DONE' && (
          <span className="muted code">{t('rowsTotal', { count: counts.rows })}</span>
        )
      }
    >
      {batch.state === 'DONE' && <Counts counts={counts} />}
      {batch.state === 'DONE' && counts.rows === 0 && (
        <EmptyState title={t('noRows')} help={t('noRowsHelp')} />
      )}
      {batch.state === 'DONE' && counts.rows > 0 && counts.rejected + counts.quarantined === 0 && (
        <p className="good-none">
          {t('allGood', { count: counts.rows })}
          <span className="muted">{t('allGoodHelp', { date: batch.judgedOn })}</span>
        </p>
      )}
      <Facts
        facts={[
          {
            label: t('facts.receipt'),
            code: true,
            value: (
              <>
                {batch.receiptNumber} <CopyButton text={batch.receiptNumber} />
              </>
            ),
          },
          { label: t('facts.receivedAt'), value: <Moment at={batch.receivedAt} /> },
          { label: t('facts.finishedAt'), value: <Moment at={batch.finishedAt} /> },
          { label: t('facts.organisation'), value: words.organisationName(batch.organisation) },
          { label: t('facts.account'), value: batch.account, code: true },
          {
            label: t('facts.channel'),
            value: t(`batches:channels.${batch.channel as 'web'}`),
          },
          {
            label: t('facts.reportId'),
            code: true,
            value: batch.reportId && (
              <>
                {batch.reportId.slice(0, SHORT_HASH)}… <CopyButton text={batch.reportId} />
              </>
            ),
          },
          {
            label: t('facts.policyHash'),
            code: true,
            value: `${batch.policyHash.slice(0, SHORT_HASH)}…`,
          },
          { label: t('facts.expiresOn'), value: <Moment at={batch.expiresOn} /> },
        ]}
      />
    </Card>
  );
}

function Counts({ counts }: { readonly counts: BatchCounts }) {
  const { t } = useTranslation('batch');
  const shown = [...always, ...sometimes.filter((name) => counts[name] > 0)];
  return (
    <ul className="counts">
      {shown.map((name) => (
        <li key={name} className={counts[name] > 0 ? `count count-${name}` : 'count count-zero'}>
          <strong data-count={name}>{countText(counts[name])}</strong>
          <span>{t(`counts.${name}`)}</span>
        </li>
      ))}
    </ul>
  );
}
