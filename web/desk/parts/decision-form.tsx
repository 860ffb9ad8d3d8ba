import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session.ts';
import { useSentence } from './failure.tsx';
import { useSay } from './say.ts';

const LONGEST_REASON = 500;

/** What a person is asked before his decision is sent. */
export interface Confirmation {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly danger?: boolean;
}

interface Props<F extends { reason: string }, A> {
  readonly form: FormInstance<F>;
  readonly title: string;
  readonly initialValues?: Partial<Omit<F, 'reason'>>;
  /** The queue whose list changes with the decision. */
  readonly queue: string;
  readonly confirm: (fields: F) => Confirmation;
  readonly decide: (fields: F) => Promise<A>;
  /** What is said when it is done. */
  readonly done: (fields: F, answer: A) => string;
  readonly submit: string;
  readonly danger?: boolean;
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** A named person decides, with a reason, and is asked once more before it holds. */
export function DecisionForm<F extends { reason: string }, A>(props: Props<F, A>) {
  const { form, title, initialValues, queue, confirm, submit, danger = false, children } = props;
  const { t } = useTranslation('common');
  const { modal } = App.useApp();
  const { display } = useSession();
  const say = useSay();
  const sentence = useSentence();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: props.decide,
    onSuccess: (answer, fields) => {
      say.done(props.done(fields, answer));
      props.onDone();
    },
    // A refusal mostly means that the list is no longer what it was.
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [queue] }),
        queries.invalidateQueries({ queryKey: ['waiting'] }),
      ]),
  });
  const ask = (given: F): void => {
    const fields = { ...given, reason: given.reason.trim() };
    const asked = confirm(fields);
    void modal.confirm({
      title: asked.title,
      content: (
        <>
          <p>{asked.text}</p>
          <p>{t('decidedBy', { person: display ?? '' })}</p>
        </>
      ),
      okText: asked.yes,
      cancelText: t('confirmNo'),
      okButtonProps: { danger: asked.danger ?? false },
      onOk: () => decide.mutate(fields),
    });
  };
  return (
    <Form<F>
      form={form}
      layout="vertical"
      initialValues={{ ...initialValues, reason: '' }}
      onFinish={ask}
    >
      <h3>{title}</h3>
      {children}
      <Form.Item
        name="reason"
        label={t('reason')}
        extra={t('reasonHelp')}
        rules={[{ required: true, whitespace: true, min: 2, message: t('reasonTooShort') }]}
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
      <Button type="primary" htmlType="submit" loading={decide.isPending} danger={danger}>
        {submit}
      </Button>
    </Form>
  );
}
