import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { decideLevel, type Level, type LevelDecision, type Waiting } from '../../calls/records.ts';
import { useSentence } from '../../parts/failure.tsx';
import { useSay } from '../../parts/say.ts';
import { useSession } from '../../session/session.ts';

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
const LONGEST_REASON = 500;

interface Fields {
  kinds: string[];
  procedure: 'SIMPLE' | 'ORDINARY' | '';
  level?: Level;
  reason: string;
}

interface Props {
  readonly record: Waiting;
  readonly onDone: () => void;
}

/** A named person decides the level of one record, with a reason. */
export function LevelForm({ record, onDone }: Props) {
  const { t } = useTranslation(['classification', 'records', 'common']);
  const { modal } = App.useApp();
  const { display } = useSession();
  const say = useSay();
  const sentence = useSentence();
  const queries = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const level = Form.useWatch('level', form);
  const { proposed, unresolved } = record.choice;
  const word = (one: Level): string => t(`records:levels.${one}`);
  const kindWord = (kind: string): string => t(`kinds.${kind as Kind}`, { defaultValue: kind });
  const kindWords = (codes: readonly string[]): string =>
    codes.length === 0 ? t('anyKind') : codes.map(kindWord).join('、');

  const decide = useMutation({
    mutationFn: (decision: LevelDecision) => decideLevel(record.recordId, decision),
    onSuccess: async (_state, decision) => {
      say.done(t('done', { level: word(decision.level), effect: t(`effects.${decision.level}`) }));
      onDone();
      await queries.invalidateQueries({ queryKey: ['classification'] });
    },
  });

  const ask = (fields: Fields): void => {
    const chosen = fields.level;
    if (!chosen) return;
    const decision: LevelDecision = {
      level: chosen,
      kinds: fields.kinds,
      reason: fields.reason.trim(),
      ...(fields.procedure === '' ? {} : { procedure: fields.procedure }),
    };
    void modal.confirm({
      title: t('confirmTitle', { subject: record.subject.name, level: word(chosen) }),
      content: t('confirmText', {
        date: record.factDate,
        effect: t(`effects.${chosen}`),
        person: display ?? '',
      }),
      okText: t('confirmYes', { level: word(chosen) }),
      cancelText: t('confirmNo'),
      onOk: () => decide.mutate(decision),
    });
  };

  const ceiling = record.level === null ? levels.length : levels.indexOf(record.level);
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={{ kinds: [...proposed], procedure: '', reason: '' }}
      onFinish={ask}
    >
      <h3>{t('form')}</h3>
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
      <Form.Item
        name="reason"
        label={t('common:reason')}
        extra={t('common:reasonHelp')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('common:reasonTooShort') }]}
      >
        <Input.TextArea rows={3} maxLength={LONGEST_REASON} />
      </Form.Item>
      {decide.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="gap-below"
          title={sentence(decide.error)}
        />
      )}
      <Button type="primary" htmlType="submit" loading={decide.isPending}>
        {level ? t('decide', { level: word(level) }) : t('decidePlain')}
      </Button>
    </Form>
  );
}
