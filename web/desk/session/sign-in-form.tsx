import { Alert, Button, Form, Input, type InputRef } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswer } from '../api.ts';
import { DemonstrationPicker } from './demonstration-picker.tsx';
import { passSecondFactor, signIn, type Session } from './session.ts';

interface Fields {
  account: string;
  password: string;
  code?: string;
}

interface Props {
  readonly session: Session;
  /** When given, only this account may sign in here. */
  readonly account?: string;
  readonly onSignedIn: (session: Session) => void;
}

/** Account and password, then the one-time code, or all at once. */
export function SignInForm({ session, account, onSignedIn }: Props) {
  const { t } = useTranslation('session');
  const [form] = Form.useForm<Fields>();
  const [half, setHalf] = useState<Session | null>(
    session.state === 'SECOND_FACTOR' ? session : null,
  );
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const code = useRef<InputRef>(null);
  const secondStep = half !== null && (account === undefined || half.account === account);

  const submit = async ({ account: name, password, code: oneTime }: Fields): Promise<void> => {
    setBusy(true);
    setFailure(null);
    try {
      const now = secondStep
        ? await passSecondFactor((oneTime ?? '').trim())
        : await signIn({
            account: name.trim(),
            password,
            ...(oneTime?.trim() ? { code: oneTime.trim() } : {}),
          });
      if (now.state === 'SIGNED_IN') return onSignedIn(now);
      setHalf(now);
      setTimeout(() => code.current?.focus());
    } catch (error) {
      setFailure(isAnswer(error) ? error.message : t('lost', { ns: 'common' }));
      if (secondStep) form.setFieldValue('code', '');
      setTimeout(() => code.current?.focus());
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      size="large"
      requiredMark={false}
      initialValues={{ account: account ?? '' }}
      onFinish={(fields) => void submit(fields)}
    >
      {session.demonstration && (
        <DemonstrationPicker
          demonstration={session.demonstration}
          fixed={account}
          onPick={(picked) => {
            form.setFieldsValue(picked);
            setFailure(null);
            setHalf(null);
          }}
        />
      )}
      {secondStep ? (
        <>
          <h2 className="form-step">{t('secondStep')}</h2>
          <p className="muted">{t('secondStepLead', { account: half.account ?? '' })}</p>
        </>
      ) : (
        <>
          <Form.Item
            name="account"
            label={t('account')}
            rules={[{ required: true, whitespace: true, message: t('accountMissing') }]}
          >
            <Input autoComplete="username" disabled={account !== undefined} autoCapitalize="off" />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('passwordMissing') }]}
          >
            <Input.Password autoComplete="current-password" />
          </Form.Item>
        </>
      )}
      <Form.Item
        name="code"
        label={t('code')}
        extra={secondStep ? t('codeHelp') : t('codeLater')}
        rules={secondStep ? [{ required: true, whitespace: true, message: t('codeMissing') }] : []}
        {...(failure === null ? {} : { validateStatus: 'error' as const })}
      >
        <Input ref={code} autoComplete="one-time-code" inputMode="text" maxLength={40} />
      </Form.Item>
      {failure !== null && (
        <Alert type="error" showIcon title={failure} className="gap-below" role="alert" />
      )}
      <Button type="primary" htmlType="submit" block loading={busy}>
        {secondStep ? t('next') : t('signIn')}
      </Button>
      {secondStep && account === undefined && (
        <Button type="link" block onClick={() => setHalf(null)}>
          {t('startAgain')}
        </Button>
      )}
    </Form>
  );
}
