import { useState } from 'react';
import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { decideQuarantine, type QuarantineDecision, type ShownRow } from '../../calls/intake.ts';
import { DecisionForm, type Confirmation } from '../../parts/decision-form.tsx';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { isSubjectDoubtful } from './doubt.ts';
import { FindSubject, type Candidate } from './find-subject.tsx';

interface Fields {
  decision: QuarantineDecision;
  subjectId?: string;
  reason: string;
}

interface Props {
  readonly row: ShownRow;
  readonly onDone: () => void;
}

/** A named person decides about one held row, with a reason. */
export function QuarantineForm({ row, onDone }: Props) {
  const { t } = useTranslation(['quarantine', 'common']);
  const words = useWords();
  const [form] = Form.useForm<Fields>();
  const decision: QuarantineDecision | undefined = Form.useWatch('decision', form);
  const [found, setFound] = useState<readonly Candidate[]>([]);
  const candidates: readonly Candidate[] = [...row.suggestions, ...found];
  // Whose record it is comes first; only then can its content be let in.
  const offered: readonly QuarantineDecision[] = isSubjectDoubtful(row)
    ? ['MATCH', 'NEW', 'REFUSE']
    : ['ENTER', 'REFUSE'];

  const confirm = ({ decision: chosen, subjectId }: Fields): Confirmation => {
    const named = candidates.find((candidate) => candidate.subjectId === subjectId);
    const subject =
      chosen === 'MATCH' ? (named?.name ?? '') : words.claim(row.classCode, row.values).name;
    return {
      title: t('confirmTitle', {
        act: t(`acts.${chosen}`),
        organisation: words.organisationName(row.organisation),
        row: row.rowNumber,
      }),
      text: t(`confirmText.${chosen}`, { subject }),
      yes: t(`acts.${chosen}`),
      danger: chosen === 'REFUSE',
    };
  };

  return (
    <DecisionForm
      form={form}
      title={t('decide')}
      queue="quarantine"
      confirm={confirm}
      decide={({ decision: chosen, subjectId, reason }) =>
        decideQuarantine(row, {
          decision: chosen,
          reason,
          ...(chosen === 'MATCH' && subjectId ? { subjectId } : {}),
        })
      }
      done={({ decision: chosen }) => t('done', { row: row.rowNumber, act: t(`acts.${chosen}`) })}
      submit={decision ? t(`acts.${decision}`) : t('decide')}
      danger={decision === 'REFUSE'}
      onDone={onDone}
    >
      <Form.Item
        name="decision"
        label={t('decisionLabel')}
        rules={[{ required: true, message: t('decisionMissing') }]}
      >
        <Radio.Group
          className="radio-list"
          options={offered.map((one) => ({ value: one, label: t(`decisions.${one}`) }))}
        />
      </Form.Item>
      {decision === 'MATCH' && (
        <>
          <Form.Item
            name="subjectId"
            label={t('subjectLabel')}
            rules={[{ required: true, message: t('subjectMissing') }]}
          >
            <Radio.Group
              className="radio-list"
              options={candidates.map(({ subjectId, name, uscc }) => ({
                value: subjectId,
                label: <Data text={`${name}${t('common:bracketed', { text: uscc ?? '—' })}`} />,
              }))}
            />
          </Form.Item>
          <FindSubject
            onFound={(one) => {
              const known = candidates.some(({ subjectId }) => subjectId === one.subjectId);
              if (!known) setFound([...found, one]);
              form.setFieldValue('subjectId', one.subjectId);
            }}
          />
        </>
      )}
    </DecisionForm>
  );
}
