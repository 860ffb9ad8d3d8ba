import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BatchDetail, Finding, RowState, Severity } from '../../calls/intake.ts';
import { useWords } from '../../parts/directory.ts';
import { useSaid } from '../../parts/said.ts';
import { StateWord, Value, type Tone } from '../../parts/words.tsx';
import type { Line } from './findings.tsx';

interface Props {
  readonly batch: BatchDetail;
  readonly lines: readonly Line[] | undefined;
  readonly onOpen: (rowNumber: number) => void;
}

const severityTones: Readonly<Record<Severity, Tone>> = {
  error: 'bad',
  warning: 'warning',
  quarantine: 'info',
};
export const rowTones: Readonly<Record<RowState, Tone>> = {
  REJECTED: 'bad',
  QUARANTINED: 'info',
  WARNED: 'warning',
  DUPLICATE: 'plain',
  ENTERED: 'good',
  REFUSED: 'plain',
  REPLACED: 'plain',
};

/** Findings in the order of the sheet, with row and cell as the person sees them there. */
export function FindingTable({ batch, lines, onOpen }: Props) {
  const { t } = useTranslation('batch');
  const said = useSaid();
  const words = useWords();
  if (!lines) return <Skeleton active className="list-waiting" />;
  return (
    <div className="table-scroll">
      <table className="plain-table stack-on-phone findings" aria-label={t('findingsTitle')}>
        <thead>
          <tr>
            <th scope="col">{t('row')}</th>
            <th scope="col">{t('cell')}</th>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('value')}</th>
            <th scope="col">{t('message')}</th>
            <th scope="col">{t('rowState')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ row, finding, span }) => (
            <tr key={`${row.rowNumber} ${finding.rule} ${finding.field}`} data-row={row.rowNumber}>
              {span > 0 && (
                <th scope="row" rowSpan={span} data-label={t('row')} className="code row-number">
                  {row.rowNumber}
                </th>
              )}
              <td className="code" data-label={t('cell')}>
                {finding.cell ?? (
                  <span className="muted">{finding.field ? t('noColumn') : t('wholeRow')}</span>
                )}
              </td>
              <td data-label={t('field')}>
                <Value text={finding.field && words.fieldLabel(row.classCode, finding.field)} />
              </td>
              <td data-label={t('value')} className="cell-value">
                <Value text={finding.value} />
              </td>
              <td data-label={t('message')} className="cell-message">
                <StateWord tone={severityTones[finding.severity]}>
                  {t(`severities.${finding.severity}`)}
                </StateWord>
                {said(finding)}
                <SuggestionWords finding={finding} />
              </td>
              {span > 0 && (
                <td rowSpan={span} data-label={t('rowState')} className="code">
                  <StateWord tone={rowTones[row.state]}>{t(`rowStates.${row.state}`)}</StateWord>
                  <OpenRow
                    rowNumber={row.rowNumber}
                    mends={row.state === 'REJECTED' && batch.organisation === row.organisation}
                    onOpen={onOpen}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface OpenRowProps {
  readonly rowNumber: number;
  /** Whether it is opened to be corrected. */
  readonly mends: boolean;
  readonly onOpen: (rowNumber: number) => void;
}

function OpenRow({ rowNumber, mends, onOpen }: OpenRowProps) {
  const { t } = useTranslation('batch');
  const action = mends ? t('fix') : t('see');
  return (
    <Button
      type="link"
      aria-label={t('openRow', { row: rowNumber, action })}
      onClick={() => onOpen(rowNumber)}
    >
      {action}
    </Button>
  );
}

/** What could be put in place, in words. */
function SuggestionWords({ finding: { suggestion } }: { readonly finding: Finding }) {
  const { t } = useTranslation(['batch', 'common']);
  if (!suggestion) return null;
  return (
    <div className="muted">
      {t('suggestion')}
      {t('common:labelSeparator')}
      {suggestion.kind === 'clear' ? t('clear') : t('copyFrom', { value: suggestion.value })}
    </div>
  );
}
