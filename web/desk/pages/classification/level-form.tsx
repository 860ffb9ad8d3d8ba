import { Form, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { decideLevel, type Level, type Waiting } from '../../calls/records.ts';
import { DecisionForm } from '../../parts/decision-form.tsx';

const levels: readonly Level[] = ['MINOR', 'GENERAL', 'SERIOUS'];
const kinds = [
  '11',
  '12',
  '21',
  '22',
  '23',
  '31',
  '32',
  '33',
  '41',
  '42',
  '43',
  '44',
  '51',
  '99',
] as const;
type Kind = (typeof kinds)[number];

interface Fields {
  kinds: string[];
  procedure: 'SIMPLE' | 'ORDINARY' | '';
  level: Level;
  reason: string;
}

interface Props {
  readonly record: Waiting;
  readonly onDone: () => void;
}

/** A named person decides the level of one record, with a reason. */
export function LevelForm({ record, onDone }: Props) {
  const { t } = useTranslation(['classification', 'records', 'common']);
  const [form] = Form.useForm<Fields>();
  const level: Level | undefined = Form.useWatch('level', form);
  const { proposed, unresolved } = record.choice;
  const word = (one: Level): string => t(`records:levels.${one}`);
  const kindWord = (kind: string): string => t(`kinds.${kind as Kind}`, { defaultValue: kind });
  const kindWords = (codes: readonly string[]): string =>
    codes.length === 0 ? t('anyKind') : codes.map(kindWord).join(t('common:listSeparator'));

  const ceiling = record.level === null ? levels.length : levels.indexOf(record.level);
  return (
    <DecisionForm
      form={form}
      title={t('form')}
      initialValues={{ kinds: [...proposed], procedure: '' }}
      queue="classification"
      confirm={(fields) => ({
        title: t('confirmTitle', { subject: record.subject.name, level: word(fields.level) }),
        text: t('confirmText', { date: record.factDate, effect: t(`effects.${fields.level}`) }),
        yes: t('confirmYes', { level: word(fields.level) }),
      })}
      decide={({ procedure, ...fields }) =>
        decideLevel(record.recordId, {
          ...fields,
          ...(procedure === '' ? {} : { procedure }),
        })
      }
      done={(fields) =>
        t('done', { level: word(fields.level), effect: t(`effects.${fields.level}`) })
      }
      submit={level ? t('decide', { level: word(level) }) : t('decidePlain')}
      onDone={onDone}
    >
      <ul className="plain-list gap-below">
        {proposed.length > 0 && <li>{t('proposed', { kinds: kindWords(proposed) })}</li>}
        {unresolved.map(({ from, candidates }) => (
          <li key={from}>{t('unresolved', { from, kinds: kindWords(candidates) })}</li>
        ))}
      </ul>
      <Form.Item
        name="kinds"
        label={t('kindsLabel')}
        extra={t('kindsHelp')}
        rules={[{ required: true, message: t('kindsMissing') }]}
      >
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={kinds.map((kind) => ({ value: kind, label: kindWord(kind) }))}
        />
      </Form.Item>
      <Form.Item name="procedure" label={t('procedureLabel')}>
        <Radio.Group
          options={[
            { value: '', label: t('procedureUnknown') },
            { value: 'SIMPLE', label: t('procedures.SIMPLE') },
            { value: 'ORDINARY', label: t('procedures.ORDINARY') },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="level"
        label={t('levelLabel')}
        extra={t('levelHelp')}
        rules={[{ required: true, message: t('levelMissing') }]}
      >
        <Radio.Group className="radio-list">
          {levels.map((one, i) => (
            <Radio key={one} value={one} disabled={i > ceiling}>
              {word(one)}
              <span className="muted">
                {' '}
                {i > ceiling && record.level !== null
                  ? t('levelTooHigh', { level: word(record.level) })
                  : t(`effects.${one}`)}
              </span>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
    </DecisionForm>
  );
}
