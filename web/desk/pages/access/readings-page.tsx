import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getRouteApi } from '@tanstack/react-router';
import { readings, type ReadingRow } from '../../calls/access.ts';
import type { Column } from '../../parts/data-list.tsx';
import { useWords } from '../../parts/directory.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { Page } from '../../parts/page.tsx';
import { countText, Moment, Value } from '../../parts/words.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { present } from '../search-params.ts';

const route = getRouteApi('/readings');

/** 查阅留痕: who received what, and why. */
export function ReadingsPage() {
  const { t } = useTranslation('access');
  return (
    <Page title={t('readings.title')} lead={t('readings.lead')}>
      <PurposeGate task="readings">{(purpose) => <Readings purpose={purpose} />}</PurposeGate>
    </Page>
  );
}

function Readings({ purpose }: { readonly purpose: string }) {
  const { t } = useTranslation(['access', 'batches']);
  const { after } = route.useSearch();
  const navigate = route.useNavigate();
  const words = useWords();
  const asked = useQuery({
    queryKey: ['readings', after, purpose],
    queryFn: () => readings(purpose, after),
    placeholderData: (before) => before,
  });
  const outputs = t('readings.outputs', { returnObjects: true }) as Readonly<
    Record<string, string>
  >;
  const columns: readonly Column<ReadingRow>[] = [
    { key: 'at', title: t('readings.at'), code: true, render: ({ at }) => <Moment at={at} /> },
    { key: 'account', title: t('readings.account'), code: true, render: ({ account }) => account },
    {
      key: 'organisation',
      title: t('readings.organisation'),
      render: ({ organisation }) => <Value text={words.organisationName(organisation)} />,
    },
    {
      key: 'output',
      title: t('readings.output'),
      render: ({ output }) => outputs[output] ?? output,
    },
    { key: 'purpose', title: t('readings.purpose'), render: (row) => row.purpose },
    {
      key: 'records',
      title: t('readings.records'),
      align: 'right',
      render: (row) => countText(row.records),
    },
    {
      key: 'channel',
      title: t('readings.channel'),
      code: true,
      wideOnly: true,
      render: ({ channel }) => t(`batches:channels.${channel as 'web'}`, { defaultValue: channel }),
    },
  ];
  return (
    <PagedList
      label={t('readings.title')}
      columns={columns}
      asked={asked}
      rowKey={({ readingId }) => readingId}
      minWidth={900}
      empty={<EmptyState title={t('readings.none')} help={t('readings.noneHelp')} />}
      after={after}
      onGo={(next) => void navigate({ search: present({ after: next }) })}
    />
  );
}
