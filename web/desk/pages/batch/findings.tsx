import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import {
  rows as readRows,
  type BatchDetail,
  type Finding,
  type ShownRow,
} from '../../calls/intake.ts';
import { Pager } from '../../parts/data-list.tsx';
import { NoneFound } from '../../parts/empty-state.tsx';
import { Failure } from '../../parts/failure.tsx';
import { Card } from '../../parts/page.tsx';
import { useKey } from '../../parts/use-key.ts';
import { useSay } from '../../parts/say.ts';
import { PurposeLine, PurposePrompt } from '../../purpose/purpose.tsx';
import { present } from '../search-params.ts';
import { FindingFilters } from './finding-filters.tsx';
import { FindingTable } from './finding-table.tsx';
import { RowDrawer } from './row-drawer.tsx';
import { useRowPurpose } from './row-purpose.ts';
import { rowQueryOf, type RowFilter } from './filter.ts';

const route = getRouteApi('/batches/$batchId');

export interface Line {
  readonly row: ShownRow;
  readonly finding: Finding;
  /** Lines of this row on the page, told at its first line. */
  readonly span: number;
}

/** Wrong cells of a file: filter them, open their row, mend it. */
export function Findings({ batch }: { readonly batch: BatchDetail }) {
  const { t } = useTranslation(['batch', 'common']);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const say = useSay();
  const [purpose, setPurpose] = useRowPurpose();
  const [asking, setAsking] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const query = rowQueryOf(filter, batch.counts.rejected);
  const { data, error, refetch } = useQuery({
    queryKey: ['rows', batch.batchId, query, purpose],
    queryFn: () => readRows(batch.batchId, purpose, query),
    placeholderData: (before) => before,
  });
  const rows = data?.items;
  const lines = useMemo(() => linesOf(rows ?? [], filter), [rows, filter]);
  const narrow = (change: { [K in keyof RowFilter]?: RowFilter[K] | undefined }): void =>
    void navigate({ search: present({ ...filter, after: undefined, ...change }), replace: true });
  const clear = (): void => void navigate({ search: { state: 'ALL' }, replace: true });

  const openNext = (after: number): void => {
    const next = rows?.find(({ rowNumber, state }) => rowNumber > after && state === 'REJECTED');
    if (next) setOpened(next.rowNumber);
    else say.info(t('noMoreErrors'));
  };
  // An open row has its own way to the next error.
  useKey('F8', () => {
    if (opened === null) openNext(0);
  });

  const current = rows?.find(({ rowNumber }) => rowNumber === opened);
  return (
    <Card
      title={t('findingsTitle')}
      extra={<span className="muted">{t('findingsLead')}</span>}
      flush
    >
      {asking ? (
        <PurposePrompt
          task="rows"
          onChosen={(chosen) => {
            setPurpose(chosen);
            setAsking(false);
          }}
        />
      ) : (
        <PurposeLine purpose={purpose} onChange={() => setAsking(true)} />
      )}
      <FindingFilters
        batch={batch}
        filter={filter}
        onNarrow={narrow}
        onClear={clear}
        onNext={() => openNext(0)}
      />
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : rows && lines.length === 0 ? (
        <NoneFound onClear={clear} />
      ) : (
        <FindingTable batch={batch} lines={rows && lines} onOpen={setOpened} />
      )}
      {data && (
        <Pager
          shown={data.items.length}
          after={filter.after}
          next={data.next}
          onGo={(after) => void navigate({ search: present({ ...filter, after }) })}
        />
      )}
      {current && (
        <RowDrawer
          key={`${current.rowNumber} ${current.version}`}
          batch={batch}
          row={current}
          onClose={() => setOpened(null)}
          onNext={() => openNext(current.rowNumber)}
        />
      )}
    </Card>
  );
}

/** One line for each finding; rows without findings (duplicates) have one line too. */
function linesOf(rows: readonly ShownRow[], filter: RowFilter): Line[] {
  return rows.flatMap((row) => {
    const fitting = row.findings.filter(
      ({ severity, field, rule }) =>
        (filter.severity === undefined || severity === filter.severity) &&
        (filter.field === undefined || field === filter.field) &&
        (filter.rule === undefined || rule === filter.rule),
    );
    return fitting.map((finding, i) => ({ row, finding, span: i === 0 ? fitting.length : 0 }));
  });
}
