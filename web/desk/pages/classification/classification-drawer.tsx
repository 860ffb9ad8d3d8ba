import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../calls/records.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { Facts } from '../../parts/facts.tsx';
import { Moment } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { LevelForm } from './level-form.tsx';
import { useHeldWords } from './held-words.ts';

/** Cells of a penalty that tell what was decided, in the order of reading. */
const decisive = ['CF_WSH', 'CF_CFLB', 'CF_NR', 'CF_NR_FK', 'CF_SY', 'CF_YJ', 'CF_CFJG'] as const;
const LONG_TEXT = 40;

interface Props {
  readonly record: Waiting;
  readonly onClose: () => void;
}

/** What was decided, in its own words, and the form to decide its level. */
export function ClassificationDrawer({ record, onClose }: Props) {
  const { t } = useTranslation('classification');
  const may = useMay();
  const words = useWords();
  const heldWords = useHeldWords();
  const cells = decisive.flatMap((code) => {
    const value = record.values?.[code];
    return value
      ? [
          {
            label: words.fieldLabel(record.classCode, code),
            value: words.valueText(record.classCode, code, value),
            wide: value.length > LONG_TEXT,
          },
        ]
      : [];
  });
  return (
    <Drawer
      open
      size="min(720px, 100vw)"
      title={<Data text={record.subject.name} />}
      onClose={onClose}
    >
      <Alert type="warning" showIcon className="gap-below" title={heldWords(record)} />
      <h3>{t('decisionText')}</h3>
      <Facts facts={[...cells, { label: t('factDate'), value: <Moment at={record.factDate} /> }]} />
      {may('classification.decide') ? (
        <LevelForm record={record} onDone={onClose} />
      ) : (
        <Alert type="info" showIcon title={t('whyReadOnly')} />
      )}
    </Drawer>
  );
}
