import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRouteApi, Link } from '@tanstack/react-router';
import { batches, type BatchQuery, type BatchSummary } from '../../calls/intake.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import type { Column } from '../../parts/data-list.tsx';
import { EmptyState, NoneFound } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { FilterBar, FilterChoice } from '../../parts/filters.tsx';
import { Page } from '../../parts/page.tsx';
import { Moment } from '../../parts/words.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { isCentral } from '../../shell/menu.ts';
import { present } from '../search-params.ts';
import { BatchStateWord } from './batch-state.tsx';
import { batchStates } from './filter.ts';

const route = getRouteApi('/batches');

/** 批次: files that were sent, newest first. */
export function BatchesPage() {
  const { t } = useTranslation(['batches', 'common']);
  const central = isCentral(useSession());
  const may = useMay();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const asked = useQuery({
    queryKey: ['batches', filter],
    queryFn: () => batches(filter),
    placeholderData: (before) => before,
  });
  const { classes } = useWords();
  const columns = useColumns(central);
  const narrow = (change: { [K in keyof BatchQuery]?: BatchQuery[K] | undefined }): void =>
    void navigate({ search: present({ ...filter, after: undefined, ...change }) });
  const clear = (): void => void navigate({ search: {} });
  const isFiltered = filter.state !== undefined || filter.classCode !== undefined;

  return (
    <Page title={t('title')} lead={central ? t('leadAll') : t('lead')}>
      <PagedList
        label={t('title')}
        columns={columns}
        asked={asked}
        rowKey={({ batchId }) => batchId}
        minWidth={960}
        empty={
          isFiltered || filter.after ? (
            <NoneFound onClear={clear} />
          ) : (
            <EmptyState
              title={t('none')}
              help={t('noneHelp')}
              action={may('batch.submit') && <Link to="/today">{t('toHome')}</Link>}
            />
          )
        }
        after={filter.after}
        onGo={(after) => void navigate({ search: present({ ...filter, after }) })}
        filters={
          <FilterBar onClear={isFiltered ? clear : null}>
            <FilterChoice
              label={t('stateFilter')}
              value={filter.state}
              options={batchStates.map((state) => ({ value: state, label: t(`states.${state}`) }))}
              onChange={(state) => narrow({ state })}
            />
            <FilterChoice
              label={t('classFilter')}
              value={filter.classCode}
              options={classes.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(classCode) => narrow({ classCode })}
            />
          </FilterBar>
        }
      />
    </Page>
  );
}

function useColumns(central: boolean): readonly Column<BatchSummary>[] {
  const words = useWords();
  const { t } = useTranslation('batches');
  return [
    {
      key: 'file',
      title: t('file'),
      render: ({ batchId, fileName, receiptNumber }) => (
        <>
          <Link to="/batches/$batchId" params={{ batchId }} className="file-name">
            <Data text={fileName} />
          </Link>
          <div className="code muted small" title={t('receipt')}>
            {receiptNumber}
          </div>
        </>
      ),
    },
    { key: 'class', title: t('class'), render: ({ classCode }) => words.className(classCode) },
    ...(central
      ? [
          {
            key: 'organisation',
            title: t('organisation'),
            render: (one: BatchSummary) => words.organisationName(one.organisation),
          },
        ]
      : []),
    {
      key: 'state',
      title: t('state'),
      code: true,
      render: ({ state }) => <BatchStateWord state={state} />,
    },
    {
      key: 'numbers',
      title: t('numbers'),
      align: 'right',
      render: ({ counts }) => t('numbersText', { ...counts }),
    },
    {
      key: 'receivedAt',
      title: t('receivedAt'),
      code: true,
      render: ({ receivedAt }) => <Moment at={receivedAt} />,
    },
    {
      key: 'account',
      title: t('account'),
      code: true,
      wideOnly: true,
      render: ({ account }) => account,
    },
  ];
}
