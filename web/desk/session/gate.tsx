import { useQueryClient } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from '../parts/failure.tsx';
import { Shell } from '../shell/shell.tsx';
import { AgainDialog } from './again-dialog.tsx';
import { useKeepSession, useSessionState, type Session } from './session.ts';
import { SignInPage } from './sign-in-page.tsx';

/** Lets signed-in persons to the page; keeps it standing while one signs in again. */
export function SessionGate({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('common');
  const { data: session, error, refetch } = useSessionState();
  const queries = useQueryClient();
  const keep = useKeepSession();
  const [known, setKnown] = useState<Session | null>(null);
  if (session?.state === 'SIGNED_IN' && session !== known) setKnown(session);

  if (!session) {
    return (
      <main className="alone">
        {error ? (
          <Failure error={error} onRetry={() => void refetch()} />
        ) : (
          <Spin description={t('loading')} size="large">
            <div className="alone-space" />
          </Spin>
        )}
      </main>
    );
  }
  const signedIn = (now: Session): void => {
    keep(now);
    void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  };
  const current = session.state === 'SIGNED_IN' ? session : known;
  if (current === null) return <SignInPage session={session} onSignedIn={signedIn} />;
  // One place in the tree for both cases, so that what is typed below stays.
  return (
    <>
      <Shell session={current}>{children}</Shell>
      {session.state !== 'SIGNED_IN' && (
        <AgainDialog session={session} account={current.account ?? ''} onSignedIn={signedIn} />
      )}
    </>
  );
}
