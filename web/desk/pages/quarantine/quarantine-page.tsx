import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi, Link } from '@tanstack/react-router';
import { quarantine, type ShownRow } from '../../calls/intake.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import type { Column } from '../../parts/data-list.tsx';
import { EmptyState, NoneFound } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Page } from '../../parts/page.tsx';
import { useSaid } from '../../parts/said.ts';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useSession } from '../../session/session.ts';
import { FilterBar } from '../../parts/filters.tsx';
import { present } from '../search-params.ts';
import { quarantineWaits } from './filter.ts';
import { QuarantineDrawer } from './quarantine-drawer.tsx';

const route = getRouteApi('/quarantine');

/** 隔离区: rows that only a person may decide. */
export function QuarantinePage() {
  const { t } = useTranslation('quarantine');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PurposeGate task="quarantine">{(purpose) => <Held purpose={purpose} />}</PurposeGate>
    </Page>
  );
}

function Held({ purpose }: { readonly purpose: string }) {
  const { t } = useTranslation('quarantine');
  const { today } = useSession();
  const said = useSaid();
  const words = useWords();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<ShownRow | null>(null);
  const asked = useQuery({
    queryKey: ['quarantine', filter, purpose],
    queryFn: () => quarantine(purpose, filter),
    placeholderData: (before) => before,
  });
  const columns: readonly Column<ShownRow>[] = [
    {
      key: 'subject',
      title: t('subject'),
      render: (row) => {
        const { name, uscc } = words.claim(row.classCode, row.values);
        return (
          <>
            <Button type="link" className="link-cell" onClick={() => setOpened(row)}>
              <Data text={name || t('rowText', { row: row.rowNumber })} />
            </Button>
            {uscc && <div className="code muted small">{uscc}</div>}
          </>
        );
      },
    },
    {
      key: 'class',
      title: t('class'),
      width: 140,
      render: ({ classCode }) => words.className(classCode),
    },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) => words.organisationName(organisation),
    },
    {
      key: 'row',
      title: t('row'),
      code: true,
      render: ({ batchId, rowNumber }) => (
        <Link to="/batches/$batchId" params={{ batchId }}>
          {t('rowText', { row: rowNumber })}
        </Link>
      ),
    },
    {
      key: 'why',
      title: t('why'),
      render: ({ findings }) => {
        const held = findings.filter(({ severity }) => severity === 'quarantine');
        return held[0] && said(held[0]);
      },
    },
  ];
  const waitsFor = filter.waitsFor ?? 'PERSON';
  const isFiltered = filter.classCode !== undefined || filter.after !== undefined;
  return (
    <PagedList
      label={t('title')}
      columns={columns}
      asked={asked}
      rowKey={({ batchId, rowNumber }) => `${batchId} ${rowNumber}`}
      minWidth={900}
      filters={
        <FilterBar onClear={null}>
          <Segmented
            aria-label={t('waitsFor')}
            value={waitsFor}
            options={quarantineWaits.map((value) => ({ value, label: t(`waits.${value}`) }))}
            onChange={(chosen) => void navigate({ search: { waitsFor: chosen } })}
          />
        </FilterBar>
      }
      empty={
        isFiltered ? (
          <NoneFound onClear={() => void navigate({ search: {} })} />
        ) : (
          <EmptyState
            title={t(`none.${waitsFor}`)}
            help={t(`noneHelp.${waitsFor}`, { date: today })}
          />
        )
      }
      after={filter.after}
      onGo={(after) => void navigate({ search: present({ ...filter, after }) })}
    >
      {opened && (
        <QuarantineDrawer
          key={`${opened.batchId} ${opened.rowNumber}`}
          row={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </PagedList>
  );
}
