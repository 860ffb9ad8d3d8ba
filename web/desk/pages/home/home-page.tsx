import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { OwnCatalogue } from './own-catalogue.tsx';
import { TodayList } from './today-list.tsx';

/** 今日待办: what waits for this unit, then what it reports. */
export function HomePage() {
  const { t } = useTranslation('today');
  const { today } = useSession();
  const may = useMay();
  return (
    <Page title={t('title')} lead={t('lead', { date: today })}>
      <TodayList />
      {may('batch.submit') && <OwnCatalogue />}
    </Page>
  );
}
