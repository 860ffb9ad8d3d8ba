import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import { auditEntries, type AuditRow } from '../../calls/access.ts';
import type { Column } from '../../parts/data-list.tsx';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Page } from '../../parts/page.tsx';
import { Moment, Value } from '../../parts/words.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { present } from '../search-params.ts';

const route = getRouteApi('/audit');

/** 审计: who did what. */
export function AuditPage() {
  const { t } = useTranslation('access');
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      <PurposeGate task="audit">{(purpose) => <Entries purpose={purpose} />}</PurposeGate>
    </Page>
  );
}

function Entries({ purpose }: { readonly purpose: string }) {
  const { t } = useTranslation(['access', 'batches']);
  const { after } = route.useSearch();
  const navigate = route.useNavigate();
  const words = useWords();
  const asked = useQuery({
    queryKey: ['audit', after, purpose],
    queryFn: () => auditEntries(purpose, after),
    placeholderData: (before) => before,
  });
  const actions = t('audit.actions', { returnObjects: true }) as Readonly<Record<string, string>>;
  const columns: readonly Column<AuditRow>[] = [
    { key: 'at', title: t('audit.at'), code: true, render: ({ at }) => <Moment at={at} /> },
    { key: 'action', title: t('audit.action'), render: ({ action }) => actions[action] ?? action },
    { key: 'account', title: t('audit.account'), code: true, render: ({ account }) => account },
    {
      key: 'organisation',
      title: t('audit.organisation'),
      render: ({ organisation }) => <Value text={words.organisationName(organisation)} />,
    },
    {
      key: 'object',
      title: t('audit.object'),
      render: ({ object }) => (
        <span className="small">
          <Data text={object} />
        </span>
      ),
    },
    {
      key: 'channel',
      title: t('audit.channel'),
      code: true,
      wideOnly: true,
      render: ({ channel }) => t(`batches:channels.${channel as 'web'}`, { defaultValue: channel }),
    },
  ];
  return (
    <PagedList
      label={t('audit.title')}
      columns={columns}
      asked={asked}
      rowKey={({ auditId }) => auditId}
      minWidth={900}
      empty={<EmptyState title={t('audit.none')} help={t('audit.noneHelp')} />}
      after={after}
      onGo={(next) => void navigate({ search: present({ after: next }) })}
    />
  );
}
