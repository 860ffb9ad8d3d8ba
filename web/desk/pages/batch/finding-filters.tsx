import { Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import type { BatchDetail, FindingCount } from '../../calls/intake.ts';
import { FilterBar, FilterChoice } from '../../parts/filters.tsx';
import { useWords } from '../../parts/directory.ts';
import { grouped } from '../../parts/grouped.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { severities, type RowFilter } from './filter.ts';

interface Props {
  readonly batch: BatchDetail;
  readonly filter: RowFilter;
  readonly onNarrow: (change: { [K in keyof RowFilter]?: RowFilter[K] | undefined }) => void;
  readonly onClear: () => void;
  readonly onNext: () => void;
}

/** Narrows the wrong cells of a file by state, severity, field and rule. */
export function FindingFilters({ batch, filter, onNarrow, onClear, onNext }: Props) {
  const { t } = useTranslation('batch');
  const words = useWords();
  const { findingCounts } = batch;
  const fields = grouped(
    findingCounts.filter(({ field }) => field !== ''),
    ({ field }) => field,
  );
  const { after: _after, state: _state, ...narrowing } = filter;
  const fieldOf = ({ field }: FindingCount): string =>
    field === '' ? t('wholeRow') : words.fieldLabel(batch.classCode, field);
  return (
    <FilterBar onClear={Object.keys(narrowing).length > 0 ? onClear : null}>
      <StateTabs batch={batch} filter={filter} onNarrow={onNarrow} />
      <FilterChoice
        label={t('filterSeverity')}
        value={filter.severity}
        options={severities.map((severity) => ({
          value: severity,
          label: t(`severities.${severity}`),
        }))}
        onChange={(severity) => onNarrow({ severity })}
      />
      <FilterChoice
        label={t('filterField')}
        value={filter.field}
        options={[...fields].map(([field, counts]) => ({
          value: field,
          label: t('fieldOption', {
            field: counts[0] ? fieldOf(counts[0]) : field,
            count: counts.reduce((sum, { count }) => sum + count, 0),
          }),
        }))}
        onChange={(field) => onNarrow({ field })}
        wide
      />
      <FilterChoice
        label={t('filterRule')}
        value={filter.rule}
        options={findingCounts.map((count) => ({
          value: count.rule,
          label: t('ruleOption', {
            field: fieldOf(count),
            severity: t(`severities.${count.severity}`),
            count: count.count,
            rule: count.rule,
          }),
        }))}
        onChange={(rule) => onNarrow({ rule })}
        wide
      />
      <WhyButton why={batch.counts.rejected > 0 ? null : t('noMoreErrors')} onClick={onNext}>
        {t('nextError')}
      </WhyButton>
    </FilterBar>
  );
}

/** The usual piles of rows with their numbers; those to mend come first. */
function StateTabs({ batch, filter, onNarrow }: Pick<Props, 'batch' | 'filter' | 'onNarrow'>) {
  const { t } = useTranslation(['batch', 'common']);
  const { rejected, quarantined, warned, duplicate } = batch.counts;
  const piles = [
    ['REJECTED', rejected],
    ['QUARANTINED', quarantined],
    ['WARNED', warned],
    ['DUPLICATE', duplicate],
    ['ENTERED', null],
    ['REFUSED', null],
  ] as const;
  const shown = filter.state ?? (rejected > 0 ? 'REJECTED' : 'ALL');
  return (
    <fieldset className="tabs">
      <legend className="only-read">{t('filterState')}</legend>
      <Radio.Group
        optionType="button"
        value={shown}
        onChange={(event) => onNarrow({ state: event.target.value as RowFilter['state'] })}
        options={[
          { value: 'ALL', label: t('common:all') },
          ...piles
            .filter(([state, count]) => count !== 0 || state === shown)
            .map(([state, count]) => ({
              value: state,
              label:
                count === null ? t(`rowStates.${state}`) : `${t(`rowStates.${state}`)} ${count}`,
            })),
        ]}
      />
    </fieldset>
  );
}
