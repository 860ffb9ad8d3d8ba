import { Alert, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ShownRow } from '../../calls/intake.ts';
import { CompareSubjects } from '../../parts/compare-subjects.tsx';
import { useWords } from '../../parts/directory.ts';
import { Facts } from '../../parts/facts.tsx';
import { useSaid } from '../../parts/said.ts';
import { StateWord } from '../../parts/words.tsx';
import { useMay } from '../../session/session.ts';
import { QuarantineForm } from './quarantine-form.tsx';
import { markedParts } from './marked-parts.ts';
import { Marked } from './marked.tsx';

const LONG_TEXT = 40;

interface Props {
  readonly row: ShownRow;
  readonly onClose: () => void;
}

/** Why one row is held, what it says, whom it may mean, and the decision. */
export function QuarantineDrawer({ row, onClose }: Props) {
  const { t } = useTranslation(['quarantine', 'batch']);
  const may = useMay();
  const said = useSaid();
  const words = useWords();
  const held = row.findings.filter(({ severity }) => severity === 'quarantine');
  const hasMarks = held.some(({ field, value }) =>
    markedParts(row.values[field] ?? '', value).some(({ isHit }) => isHit),
  );
  return (
    <Drawer
      open
      size="min(760px, 100vw)"
      title={t('drawerTitle', {
        organisation: words.organisationName(row.organisation),
        row: row.rowNumber,
      })}
      onClose={onClose}
    >
      <Alert
        type="warning"
        showIcon
        className="gap-below"
        title={t('whyHeld')}
        description={
          <ul className="plain-list">
            {held.map((finding) => (
              <li key={`${finding.rule} ${finding.field}`}>
                {finding.cell && <span className="code">{finding.cell} </span>}
                {said(finding)}
              </li>
            ))}
          </ul>
        }
      />
      <SideBySide row={row} />
      <h3>{t('content')}</h3>
      {hasMarks && <p className="muted gap-below">{t('hits')}</p>}
      <Facts
        facts={Object.entries(row.values).map(([code, value]) => {
          const shown = held.flatMap((one) => (one.field === code ? [one.value] : []));
          return {
            label: words.fieldLabel(row.classCode, code),
            wide: value.length > LONG_TEXT,
            value: <Marked text={words.valueText(row.classCode, code, value)} shown={shown} />,
          };
        })}
      />
      {may('quarantine.decide') ? (
        <QuarantineForm row={row} onDone={onClose} />
      ) : (
        <Alert type="info" showIcon title={t('whyReadOnly')} />
      )}
    </Drawer>
  );
}

/** Name and code as reported, beside the subjects they may mean. */
function SideBySide({ row }: { readonly row: ShownRow }) {
  const { t } = useTranslation('quarantine');
  const claim = useWords().claim(row.classCode, row.values);
  return (
    <CompareSubjects
      label={t('suggestions')}
      subjects={[
        { key: 'reported', source: t('reported'), ...claim },
        ...row.suggestions.map(({ subjectId, name, uscc, because }) => ({
          key: subjectId,
          source: (
            <>
              {t('registered')}{' '}
              <StateWord tone="info">{t(`becauseText.${because as 'SAME_CODE'}`)}</StateWord>
            </>
          ),
          name,
          uscc,
        })),
      ]}
    />
  );
}
