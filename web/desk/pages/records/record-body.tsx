import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import type { RecordFile } from '../../calls/records.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { Facts } from '../../parts/facts.tsx';
import { Moment, StateWord } from '../../parts/words.tsx';
import { RecordHistory } from './record-history.tsx';
import { LevelWord, RecordStatusWord } from './record-status.tsx';
import { Shown } from './shown.tsx';

type Body = Pick<
  RecordFile,
  | 'recordId'
  | 'classCode'
  | 'organisation'
  | 'externalId'
  | 'batchId'
  | 'rowNumber'
  | 'factDate'
  | 'receivedAt'
  | 'status'
  | 'disputed'
  | 'level'
  | 'needs'
  | 'platform'
  | 'values'
  | 'actions'
  | 'subject'
>;

interface Props {
  readonly record: Body;
  /** Without the name of the subject: it stands above already. */
  readonly bare?: boolean;
}

const LONG_TEXT = 40;
const platformFields = [
  'PX_KINDS2021',
  'PX_PROCEDURE',
  'PX_LEVEL',
  'PX_LEVELRULE',
  'PX_LEVELBY',
] as const;

/** State, content, publicity and history of one record. */
export function RecordBody({ record, bare = false }: Props) {
  const { t } = useTranslation('records');
  const words = useWords();
  const { subject, values } = record;
  const platform = platformFields.filter((code) => record.platform[code] !== undefined);
  return (
    <>
      {!bare && (
        <h3 className="record-title">
          <Data text={subject.name || t('provisional')} />
          <RecordStatusWord status={record.status} />
          {record.disputed && <StateWord tone="warning">{t('disputed')}</StateWord>}
        </h3>
      )}
      <Facts
        facts={[
          { label: t('uscc'), value: subject.uscc, code: true },
          { label: t('class'), value: words.className(record.classCode) },
          { label: t('organisation'), value: words.organisationName(record.organisation) },
          { label: t('factDate'), value: <Moment at={record.factDate} /> },
          { label: t('receivedAt'), value: <Moment at={record.receivedAt} /> },
          { label: t('level'), value: <LevelWord level={record.level} /> },
          { label: t('externalId'), value: record.externalId },
          {
            label: t('batch'),
            value: (
              <Link to="/batches/$batchId" params={{ batchId: record.batchId }}>
                {t('batchRow', { row: record.rowNumber })}
              </Link>
            ),
          },
        ]}
      />
      <Shown record={record} />
      <h4>{t('content')}</h4>
      {values === null ? (
        <p className="muted">{t('erased')}</p>
      ) : (
        <Facts
          facts={Object.entries(values).map(([code, value]) => ({
            label: words.fieldLabel(record.classCode, code),
            value: words.valueText(record.classCode, code, value),
            wide: value.length > LONG_TEXT,
          }))}
        />
      )}
      {platform.length > 0 && (
        <>
          <h4>{t('platform')}</h4>
          <Facts
            facts={platform.map((code) => ({
              label: t(`platformFields.${code}`),
              value: <PlatformValue code={code} value={record.platform[code] ?? ''} />,
            }))}
          />
        </>
      )}
      <RecordHistory actions={record.actions} />
    </>
  );
}

function PlatformValue({
  code,
  value,
}: {
  readonly code: (typeof platformFields)[number];
  readonly value: string;
}) {
  const { t } = useTranslation(['records', 'classification', 'common']);
  if (code === 'PX_LEVEL') return t(`levels.${value as 'MINOR'}`, { defaultValue: value });
  if (code === 'PX_PROCEDURE') {
    return t(`classification:procedures.${value as 'SIMPLE'}`, { defaultValue: value });
  }
  if (code !== 'PX_KINDS2021') return <span className="code">{value}</span>;
  return value
    .split(';')
    .map((kind) => t(`classification:kinds.${kind as '11'}`, { defaultValue: kind }))
    .join(t('common:listSeparator'));
}
