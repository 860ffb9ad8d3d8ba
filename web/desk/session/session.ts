import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { get, post, rememberCsrf, remove } from '../api.ts';

export interface DemonstrationAccount {
  readonly account: string;
  readonly display: string;
  readonly organisation: string;
  readonly role: string;
}

export interface Session {
  readonly state: 'SIGNED_OUT' | 'SECOND_FACTOR' | 'SIGNED_IN';
  readonly account: string | null;
  readonly display: string | null;
  readonly organisation: string | null;
  readonly organisationName: string | null;
  readonly role: string | null;
  readonly roleName: string | null;
  readonly permissions: readonly string[];
  readonly csrfToken: string | null;
  readonly today: string;
  readonly demonstration: {
    readonly password: string;
    readonly code: string;
    readonly accounts: readonly DemonstrationAccount[];
  } | null;
}

export interface SignInForm {
  readonly account: string;
  readonly password: string;
  readonly code?: string;
}

function remembered(session: Session): Session {
  rememberCsrf(session.csrfToken);
  return session;
}

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => remembered(await get<Session>('/session')),
  staleTime: 60_000,
});

/** First step, or both at once when a code is given. */
export async function signIn(form: SignInForm): Promise<Session> {
  return remembered(await post<Session>('/session', { body: form }));
}

/** Second step. */
export async function passSecondFactor(code: string): Promise<Session> {
  return remembered(await post<Session>('/session/second-factor', { body: { code } }));
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await remove('/session');
  rememberCsrf(null);
}

export function useSessionState() {
  return useQuery(sessionQuery);
}

/** Puts the answer of a sign-in in place of what was known. */
export function useKeepSession(): (session: Session) => void {
  const queries = useQueryClient();
  return (session) => queries.setQueryData(sessionQuery.queryKey, session);
}

/** The signed-in person, for everything inside the shell. */
export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('used outside the shell');
  return session;
}

/** Whether the signed-in person has a permission of the server's table. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useSession();
  return (permission) => permissions.includes(permission);
}
