import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Doubt } from '../../calls/records.ts';
import { CompareSubjects } from '../../parts/compare-subjects.tsx';
import { useWords } from '../../parts/directory.ts';
import { StateWord } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { RecordBody } from '../records/record-body.tsx';
import { DoubtForm } from './doubt-form.tsx';

interface Props {
  readonly record: Doubt;
  readonly onClose: () => void;
}

/** The names beside each other, the record, and the decision whether it is this subject's. */
export function DoubtDrawer({ record, onClose }: Props) {
  const { t } = useTranslation(['doubts', 'records']);
  const may = useMay();
  const words = useWords();
  const { subject, reportedName } = record;
  const { uscc } = words.claim(record.classCode, record.values ?? {});
  return (
    <Drawer
      open
      size="min(760px, 100vw)"
      title={t('drawerTitle', { class: words.className(record.classCode), name: reportedName })}
      onClose={onClose}
    >
      <CompareSubjects
        label={t('names')}
        subjects={[
          { key: 'reported', source: t('reported'), name: reportedName, uscc },
          {
            key: 'registered',
            source: (
              <>
                {t('registered')}{' '}
                {subject.provisional && (
                  <StateWord tone="warning">{t('records:provisional')}</StateWord>
                )}
              </>
            ),
            name: subject.name,
            uscc: subject.uscc,
          },
          ...subject.formerNames.map((name) => ({
            key: name,
            source: t('former'),
            name,
            uscc: subject.uscc,
          })),
        ]}
      />
      <h3>{t('record')}</h3>
      <RecordBody record={record} bare />
      {may('doubt.decide') ? (
        <DoubtForm record={record} onDone={onClose} />
      ) : (
        <Alert type="info" showIcon title={t('whyReadOnly')} />
      )}
    </Drawer>
  );
}
