import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import { waiting, type Waiting } from '../../calls/records.ts';
import type { Column } from '../../parts/data-list.tsx';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Page } from '../../parts/page.tsx';
import { Moment } from '../../parts/words.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useSession } from '../../session/session.ts';
import { present } from '../search-params.ts';
import { ClassificationDrawer } from './classification-drawer.tsx';
import { useHeldWords } from './held-words.ts';

const route = getRouteApi('/classification');

/** 分类待办: records whose level a person must decide. */
export function ClassificationPage() {
  const { t } = useTranslation('classification');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PurposeGate task="classification">{(purpose) => <Queue purpose={purpose} />}</PurposeGate>
    </Page>
  );
}

function Queue({ purpose }: { readonly purpose: string }) {
  const { t } = useTranslation(['classification', 'common']);
  const { today } = useSession();
  const { after } = route.useSearch();
  const navigate = route.useNavigate();
  const [opened, setOpened] = useState<Waiting | null>(null);
  const heldWords = useHeldWords();
  const words = useWords();
  const asked = useQuery({
    queryKey: ['classification', after, purpose],
    queryFn: () => waiting(purpose, after),
    placeholderData: (before) => before,
  });
  const columns: readonly Column<Waiting>[] = [
    {
      key: 'subject',
      title: t('subject'),
      render: (record) => (
        <>
          <Button type="link" className="link-cell" onClick={() => setOpened(record)}>
            <Data text={record.subject.name} />
          </Button>
          {record.subject.uscc && <div className="code muted small">{record.subject.uscc}</div>}
        </>
      ),
    },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) => words.organisationName(organisation),
    },
    {
      key: 'factDate',
      title: t('factDate'),
      code: true,
      render: ({ factDate }) => <Moment at={factDate} />,
    },
    { key: 'reported', title: t('reported'), render: ({ values }) => values?.['CF_CFLB'] ?? '' },
    { key: 'why', title: t('heldWhy'), render: (record) => heldWords(record) },
  ];
  return (
    <PagedList
      label={t('title')}
      columns={columns}
      asked={asked}
      rowKey={({ recordId }) => recordId}
      minWidth={900}
      empty={<EmptyState title={t('none')} help={t('noneHelp', { date: today })} />}
      after={after}
      onGo={(next) => void navigate({ search: present({ after: next }) })}
    >
      {opened && (
        <ClassificationDrawer
          key={opened.recordId}
          record={opened}
          onClose={() => setOpened(null)}
        />
      )}
    </PagedList>
  );
}
