import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useSession } from '../../session/session.ts';
import { isCentral } from '../../shell/menu.ts';
import { RecordList } from './record-list.tsx';

/** 本单位记录: what the own organisation reported; for the centre all of them. */
export function RecordsPage() {
  const { t } = useTranslation('records');
  const central = isCentral(useSession());
  return (
    <Page title={central ? t('titleAll') : t('title')} lead={central ? t('leadAll') : t('lead')}>
      <PurposeGate task="records">
        {(purpose) => <RecordList purpose={purpose} central={central} />}
      </PurposeGate>
    </Page>
  );
}
