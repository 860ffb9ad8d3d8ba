import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page.tsx';
import { PurposeGate } from '../../purpose/purpose.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { isCentral } from '../../shell/menu.ts';
import { RecordList } from './record-list.tsx';

/** 本单位记录: what the own organisation reported; for the centre all that stand, for the auditor all. */
export function RecordsPage() {
  const { t } = useTranslation('records');
  const central = isCentral(useSession());
  const may = useMay();
  const all = may('subject.readEnded') ? 'leadAll' : 'leadStanding';
  const lead = central ? all : 'lead';
  return (
    <Page title={central ? t('titleAll') : t('title')} lead={t(lead)}>
      <PurposeGate task="records">
        {(purpose) => <RecordList purpose={purpose} central={central} />}
      </PurposeGate>
    </Page>
  );
}
