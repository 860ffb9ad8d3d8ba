import { useTranslation } from 'react-i18next';
import { LanguageSwitch } from '../display/language-switch.tsx';
import { useTitle } from '../parts/page.tsx';
import { SignInForm } from './sign-in-form.tsx';
import type { Session } from './session.ts';

interface Props {
  readonly session: Session;
  readonly onSignedIn: (session: Session) => void;
}

/** What a person sees who is not signed in, whatever address he came to. */
export function SignInPage({ session, onSignedIn }: Props) {
  const { t } = useTranslation('session');
  useTitle(t('title'));
  return (
    <div className="sign-in">
      <header className="sign-in-masthead">
        <span className="brand">{t('product', { ns: 'common' })}</span>
        <span className="sign-in-links">
          <LanguageSwitch />
          <a href="/">{t('toPortal')}</a>
        </span>
      </header>
      <main className="sign-in-card">
        <h1>{t('heading')}</h1>
        <p className="muted">{t('lead')}</p>
        <SignInForm session={session} onSignedIn={onSignedIn} />
      </main>
    </div>
  );
}
