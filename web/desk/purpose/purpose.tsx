import { Button, Form, Input, Radio } from 'antd';
import { useCallback, useContext, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../parts/page.tsx';
import { PurposeContext, type Purposes, type Task } from './reasons.ts';

/** Keeps the purposes of this visit; they die with the page and are never stored. */
export function PurposeProvider({ children }: { readonly children: ReactNode }) {
  const [chosen, setChosen] = useState<Partial<Record<Task, string>>>({});
  const choose = useCallback((task: Task, purpose: string | undefined) => {
    setChosen(({ [task]: _before, ...others }) =>
      purpose === undefined ? others : { ...others, [task]: purpose },
    );
  }, []);
  const purposes = useMemo<Purposes>(
    () => ({ purposeOf: (task) => chosen[task], choose }),
    [chosen, choose],
  );
  return <PurposeContext value={purposes}>{children}</PurposeContext>;
}

export function usePurposes(): Purposes {
  const purposes = useContext(PurposeContext);
  if (!purposes) throw new Error('used outside the shell');
  return purposes;
}

interface GateProps {
  readonly task: Task;
  readonly children: (purpose: string) => ReactNode;
}

/** Asks for the purpose before non-public data is read, then shows it with a way to change it. */
export function PurposeGate({ task, children }: GateProps) {
  const { purposeOf, choose } = usePurposes();
  const purpose = purposeOf(task);
  if (purpose === undefined)
    return <PurposePrompt task={task} onChosen={(given) => choose(task, given)} />;
  return (
    <>
      <PurposeLine purpose={purpose} onChange={() => choose(task, undefined)} />
      {children(purpose)}
    </>
  );
}

/** The purpose in force, and a way to change it. */
export function PurposeLine({
  purpose,
  onChange,
}: {
  readonly purpose: string;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation('purpose');
  return (
    <p className="purpose-line">
      {t('line', { purpose })}
      <Button type="link" size="small" onClick={onChange}>
        {t('change')}
      </Button>
    </p>
  );
}

const OTHER = 'other';
const SHORTEST = 2;
const LONGEST = 200;

interface PromptProps {
  readonly task: Task;
  readonly onChosen: (purpose: string) => void;
}

/** Asks why non-public data is read, with the usual reasons of the task to choose from. */
export function PurposePrompt({ task, onChosen }: PromptProps) {
  const { t } = useTranslation('purpose');
  const usual = t(`usual.${task}`, { returnObjects: true }) as readonly string[];
  const [form] = Form.useForm<{ choice: string; other?: string }>();
  const choice = Form.useWatch('choice', form) ?? usual[0];
  return (
    <Card title={t('title')}>
      <p className="muted">{t('lead')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ choice: usual[0] }}
        onFinish={(fields) =>
          onChosen(fields.choice === OTHER ? (fields.other ?? '').trim() : fields.choice)
        }
      >
        <Form.Item name="choice" label={t('label')}>
          <Radio.Group className="radio-list">
            {usual.map((reason) => (
              <Radio key={reason} value={reason}>
                {reason}
              </Radio>
            ))}
            <Radio value={OTHER}>{t('other')}</Radio>
          </Radio.Group>
        </Form.Item>
        {choice === OTHER && (
          <Form.Item
            name="other"
            label={t('otherLabel')}
            rules={[
              {
                required: true,
                whitespace: true,
                min: SHORTEST,
                max: LONGEST,
                message: t('otherShort'),
              },
            ]}
          >
            <Input maxLength={LONGEST} />
          </Form.Item>
        )}
        <Button type="primary" htmlType="submit">
          {t('go')}
        </Button>
      </Form>
    </Card>
  );
}
