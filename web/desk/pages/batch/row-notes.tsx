import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Finding, ShownRow } from '../../calls/intake.ts';
import { useSaid } from '../../parts/said.ts';
import { momentText } from '../../parts/words.tsx';

/** How the row stands with what is typed so far. */
export function Verdict({
  busy,
  errors,
  outcome,
}: {
  readonly busy: boolean;
  readonly errors: number;
  readonly outcome: string;
}) {
  const { t } = useTranslation('batch');
  if (busy) return t('drawer.judging');
  if (errors > 0) return t('drawer.left', { count: errors });
  return outcome === 'QUARANTINED' ? t('drawer.held') : t('drawer.good');
}

/** Findings about the row as a whole. */
export function WholeRow({ findings }: { readonly findings: readonly Finding[] }) {
  const { t } = useTranslation('batch');
  const said = useSaid();
  const whole = findings.filter(({ field }) => field === '');
  if (whole.length === 0) return null;
  return (
    <Alert
      type={whole.some(({ severity }) => severity === 'error') ? 'error' : 'warning'}
      showIcon
      className="gap-below"
      title={t('drawer.rowFindings')}
      description={
        <ul className="plain-list">
          {whole.map((finding) => (
            <li key={finding.rule}>{said(finding)}</li>
          ))}
        </ul>
      }
    />
  );
}

/** Who decided about the row, and why. */
export function Decision({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation('batch');
  if (row.decidedBy === null || row.decidedAt === null) return null;
  return (
    <Alert
      type="info"
      className="gap-below"
      title={t('drawer.decided', {
        account: row.decidedBy,
        at: momentText(row.decidedAt),
        reason: row.reason ?? '',
      })}
    />
  );
}
