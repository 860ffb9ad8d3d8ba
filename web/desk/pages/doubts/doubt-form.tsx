import { Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { decideDoubt, type Doubt, type DoubtDecision } from '../../calls/records.ts';
import { DecisionForm } from '../../parts/decision-form.tsx';
import { useWords } from '../../parts/directory.ts';

const decisions: readonly DoubtDecision[] = ['CONFIRM', 'REFUSE'];

interface Fields {
  decision: DoubtDecision;
  reason: string;
}

interface Props {
  readonly record: Doubt;
  readonly onDone: () => void;
}

/** A named person says whether a record is its subject's, with a reason. */
export function DoubtForm({ record, onDone }: Props) {
  const { t } = useTranslation(['doubts', 'records']);
  const words = useWords();
  const [form] = Form.useForm<Fields>();
  const decision: DoubtDecision | undefined = Form.useWatch('decision', form);
  const subject = record.subject.name;
  return (
    <DecisionForm
      form={form}
      title={t('decide')}
      queue="doubts"
      confirm={({ decision: chosen }) => ({
        title: t(`confirmTitle.${chosen}`, { subject, class: words.className(record.classCode) }),
        text: t(`effects.${chosen}`),
        yes: t(`acts.${chosen}`),
        danger: chosen === 'REFUSE',
      })}
      decide={(fields) => decideDoubt(record.recordId, fields)}
      done={({ decision: chosen }, { status }) =>
        t(`done.${chosen}`, { subject, status: t(`records:statuses.${status}`) })
      }
      submit={decision ? t(`acts.${decision}`) : t('decide')}
      danger={decision === 'REFUSE'}
      onDone={onDone}
    >
      <Form.Item
        name="decision"
        label={t('decisionLabel')}
        rules={[{ required: true, message: t('decisionMissing') }]}
      >
        <Radio.Group className="radio-list">
          {decisions.map((one) => (
            <Radio key={one} value={one}>
              {t(`decisions.${one}`)} <span className="muted">{t(`effects.${one}`)}</span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </DecisionForm>
  );
}
