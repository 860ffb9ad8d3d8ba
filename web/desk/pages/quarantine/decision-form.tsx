import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Alert, App, Button, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { decideQuarantine, type QuarantineDecision, type ShownRow } from '../../calls/intake.ts';
import { useWords } from '../../parts/directory.ts';
import { useSentence } from '../../parts/failure.tsx';
import { useSay } from '../../parts/say.ts';
import { isSubjectDoubtful } from './doubt.ts';
import { FindSubject, type Candidate } from './find-subject.tsx';
import { useSession } from '../../session/session.ts';

const LONGEST_REASON = 500;

interface Fields {
  decision?: QuarantineDecision;
  subjectId?: string;
  reason: string;
}

interface Props {
  readonly row: ShownRow;
  readonly onDone: () => void;
}

/** A named person decides about one held row, with a reason. */
export function DecisionForm({ row, onDone }: Props) {
  const { t } = useTranslation(['quarantine', 'common']);
  const { modal } = App.useApp();
  const { display } = useSession();
  const say = useSay();
  const sentence = useSentence();
  const queries = useQueryClient();
  const words = useWords();
  const [form] = Form.useForm<Fields>();
  const decision = Form.useWatch('decision', form);
  const [found, setFound] = useState<readonly Candidate[]>([]);
  const candidates: readonly Candidate[] = [...row.suggestions, ...found];
  // Whose record it is comes first; only then can its content be let in.
  const offered: readonly QuarantineDecision[] = isSubjectDoubtful(row)
    ? ['MATCH', 'NEW', 'REFUSE']
    : ['ENTER', 'REFUSE'];

  const decide = useMutation({
    mutationFn: (body: Parameters<typeof decideQuarantine>[1]) => decideQuarantine(row, body),
    onSuccess: async (_row, body) => {
      say.done(t('done', { row: row.rowNumber, act: t(`acts.${body.decision}`) }));
      onDone();
      await queries.invalidateQueries({ queryKey: ['quarantine'] });
    },
  });

  const ask = ({ decision: chosen, subjectId, reason }: Fields): void => {
    if (!chosen) return;
    const named = candidates.find((candidate) => candidate.subjectId === subjectId);
    const body = {
      decision: chosen,
      reason: reason.trim(),
      ...(chosen === 'MATCH' && subjectId ? { subjectId } : {}),
    };
    void modal.confirm({
      title: t('confirmTitle', {
        act: t(`acts.${chosen}`),
        organisation: words.organisationName(row.organisation),
        row: row.rowNumber,
      }),
      content: (
        <>
          <p>
            {t(`confirmText.${chosen}`, {
              subject:
                chosen === 'MATCH'
                  ? (named?.name ?? '')
                  : words.claim(row.classCode, row.values).name,
            })}
          </p>
          <p>{t('person', { person: display ?? '' })}</p>
        </>
      ),
      okText: t(`acts.${chosen}`),
      cancelText: t('confirmNo'),
      okButtonProps: { danger: chosen === 'REFUSE' },
      onOk: () => decide.mutate(body),
    });
  };

  return (
    <Form<Fields> form={form} layout="vertical" initialValues={{ reason: '' }} onFinish={ask}>
      <h3>{t('decide')}</h3>
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
                label: `${name}（${uscc ?? '—'}）`,
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
      <Button
        type="primary"
        htmlType="submit"
        loading={decide.isPending}
        danger={decision === 'REFUSE'}
      >
        {decision ? t(`acts.${decision}`) : t('decide')}
      </Button>
    </Form>
  );
}
