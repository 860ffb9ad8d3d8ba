import { API_ROOT } from '../../server/app.ts';
import { demonstrationSecrets } from '../../server/modules/access/index.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** What a signed-in browser asks of a running program. */
export interface Api {
  get<T>(path: string): Promise<Answer<T>>;
  post<T>(path: string, body?: FormData): Promise<Answer<T>>;
}

/** Signs a demonstration account in at a running program. */
export async function apiOf(address: string, account: string): Promise<Api> {
  const root = address + API_ROOT;
  const session = await fetch(`${root}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, ...demonstrationSecrets }),
  });
  const { csrfToken } = (await session.json()) as { csrfToken: string };
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie, 'x-csrf-token': csrfToken };
  const call = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const answer = await fetch(root + path, { ...init, headers });
    return { status: answer.status, body: (await answer.json()) as T };
  };
  return {
    get: (path) => call(path, {}),
    post: (path, body) => call(path, { method: 'POST', ...(body ? { body } : {}) }),
  };
}
