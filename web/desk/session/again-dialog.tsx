import { Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { SignInForm } from './sign-in-form.tsx';
import type { Session } from './session.ts';

interface Props {
  /** What the server says now. */
  readonly session: Session;
  /** The account whose work is still on the page. */
  readonly account: string;
  readonly onSignedIn: (session: Session) => void;
}

/** Asks to sign in again over the page, so that nothing typed is lost. */
export function AgainDialog({ session, account, onSignedIn }: Props) {
  const { t } = useTranslation('session');
  return (
    <Modal
      open
      title={t('againTitle')}
      footer={null}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
    >
      <p>{t('againLead')}</p>
      <SignInForm session={session} account={account} onSignedIn={onSignedIn} />
      <Button type="link" block onClick={() => window.location.reload()}>
        {t('againOther')}
      </Button>
    </Modal>
  );
}
