import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import { doubts, type Doubt } from '../../calls/records.ts';
import type { Column } from '../../parts/data-list.tsx';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Page } from '../../parts/page.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Moment, Value } from '../../parts/words.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useSession } from '../../session/session.ts';
import { present } from '../search-params.ts';
import { DoubtDrawer } from './doubt-drawer.tsx';

const route = getRouteApi('/doubts');

/** 主体核对: records reported under a name that the register contradicts. */
export function DoubtsPage() {
  const { t } = useTranslation('doubts');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <PurposeGate task="doubts">{(purpose) => <Doubts purpose={purpose} />}</PurposeGate>
    </Page>
  );
}

function Doubts({ purpose }: { readonly purpose: string }) {
  const { t } = useTranslation('doubts');
  const { today } = useSession();
  const { after } = route.useSearch();
  const navigate = route.useNavigate();
  const words = useWords();
  const [opened, setOpened] = useState<Doubt | null>(null);
  const asked = useQuery({
    queryKey: ['doubts', after, purpose],
    queryFn: () => doubts(purpose, after),
    placeholderData: (before) => before,
  });
  const columns: readonly Column<Doubt>[] = [
    {
      key: 'reported',
      title: t('reported'),
      render: (record) => (
        <Button type="link" className="link-cell" onClick={() => setOpened(record)}>
          <Data text={record.reportedName} />
        </Button>
      ),
    },
    {
      key: 'registered',
      title: t('registered'),
      render: ({ subject }) => (
        <>
          <Value text={subject.name} />
          {subject.uscc && <div className="code muted small">{subject.uscc}</div>}
        </>
      ),
    },
    { key: 'class', title: t('class'), render: ({ classCode }) => words.className(classCode) },
    {
      key: 'organisation',
      title: t('organisation'),
      render: ({ organisation }) => words.organisationName(organisation),
    },
    {
      key: 'since',
      title: t('since'),
      code: true,
      render: ({ actions }) => (
        <Moment at={actions.findLast(({ kind }) => kind === 'withdrawn')?.at} />
      ),
    },
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
        <DoubtDrawer key={opened.recordId} record={opened} onClose={() => setOpened(null)} />
      )}
    </PagedList>
  );
}
