import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRouteApi, Link } from '@tanstack/react-router';
import { records, type RecordLine, type RecordQuery } from '../../calls/records.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import type { Column } from '../../parts/data-list.tsx';
import { EmptyState, NoneFound } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { FilterBar, FilterChoice } from '../../parts/filters.tsx';
import { Moment, StateWord } from '../../parts/words.tsx';
import { present } from '../search-params.ts';
import { recordStatuses, type RecordFilter } from './filter.ts';
import { RecordDrawer } from './record-drawer.tsx';
import { LevelWord, RecordStatusWord } from './record-status.tsx';

const route = getRouteApi('/records');

interface Props {
  readonly purpose: string;
  readonly central: boolean;
}

/** Records page by page, one of them open in a drawer. */
export function RecordList({ purpose, central }: Props) {
  const { t } = useTranslation(['records', 'common']);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { record: opened, ...query } = filter;
  const asked = useQuery({
    queryKey: ['records', query, purpose],
    queryFn: () => records(purpose, query),
    placeholderData: (before) => before,
  });
  const { classes } = useWords();
  const columns = useColumns(filter, central);
  const narrow = (change: { [K in keyof RecordQuery]?: RecordQuery[K] | undefined }): void =>
    void navigate({ search: present({ ...query, after: undefined, ...change }) });
  const clear = (): void => void navigate({ search: {} });
  const isFiltered =
    filter.status !== undefined || filter.classCode !== undefined || filter.batchId !== undefined;
  return (
    <PagedList
      label={central ? t('titleAll') : t('title')}
      columns={columns}
      asked={asked}
      rowKey={({ recordId }) => recordId}
      minWidth={980}
      empty={
        isFiltered || filter.after ? (
          <NoneFound onClear={clear} />
        ) : (
          <EmptyState title={t('none')} help={t('noneHelp')} />
        )
      }
      after={filter.after}
      onGo={(after) => void navigate({ search: present({ ...query, after }) })}
      filters={
        <FilterBar onClear={isFiltered ? clear : null}>
          <FilterChoice
            label={t('statusFilter')}
            value={filter.status}
            options={recordStatuses.map((status) => ({
              value: status,
              label: t(`statuses.${status}`),
            }))}
            onChange={(status) => narrow({ status })}
          />
          <FilterChoice
            label={t('classFilter')}
            value={filter.classCode}
            options={classes.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(classCode) => narrow({ classCode })}
          />
          {filter.batchId && (
            <Link
              to="/batches/$batchId"
              params={{ batchId: filter.batchId }}
              className="filter-note"
            >
              {t('batchFilter')}
            </Link>
          )}
        </FilterBar>
      }
    >
      {opened && (
        <RecordDrawer
          recordId={opened}
          purpose={purpose}
          onClose={() => void navigate({ search: query, replace: true })}
        />
      )}
    </PagedList>
  );
}

function useColumns(filter: RecordFilter, central: boolean): readonly Column<RecordLine>[] {
  const { t } = useTranslation('records');
  const words = useWords();
  return [
    {
      key: 'subject',
      title: t('subject'),
      render: ({ recordId, subject }) => (
        <>
          <Link to="/records" search={{ ...filter, record: recordId }} replace>
            <Data text={subject.name || t('provisional')} />
          </Link>
          {subject.uscc && <div className="code muted small">{subject.uscc}</div>}
        </>
      ),
    },
    { key: 'class', title: t('class'), render: ({ classCode }) => words.className(classCode) },
    ...(central
      ? [
          {
            key: 'organisation',
            title: t('organisation'),
            render: (line: RecordLine) => words.organisationName(line.organisation),
          },
        ]
      : []),
    {
      key: 'factDate',
      title: t('factDate'),
      code: true,
      render: (line) => <Moment at={line.factDate} />,
    },
    {
      key: 'status',
      title: t('status'),
      code: true,
      render: ({ status, disputed }) => (
        <>
          <RecordStatusWord status={status} />
          {disputed && <StateWord tone="warning">{t('disputed')}</StateWord>}
        </>
      ),
    },
    {
      key: 'level',
      title: t('level'),
      code: true,
      render: ({ level }) => <LevelWord level={level} />,
    },
    {
      key: 'receivedAt',
      title: t('receivedAt'),
      code: true,
      wideOnly: true,
      render: ({ receivedAt }) => <Moment at={receivedAt} />,
    },
  ];
}
