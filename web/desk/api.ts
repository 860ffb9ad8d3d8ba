/** One field that the server refused, with the sentence to show beside it. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** A refusal of the server, with the sentence to show. */
export class Answer extends Error {
  readonly status: number;
  readonly code: string;
  readonly fieldErrors: readonly FieldError[];
  /** Names the request in the server's log; empty when the server gave none. */
  readonly reference: string;

  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? body.title ?? '');
    this.name = 'Answer';
    this.status = status;
    this.code = body.code ?? 'UNKNOWN';
    this.fieldErrors = body.fieldErrors ?? [];
    this.reference = body.reference ?? '';
  }
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  readonly fieldErrors?: readonly FieldError[];
  readonly reference?: string;
}

/** True for a refusal in words, false for a lost connection or a fault of the program. */
export function isAnswer(error: unknown): error is Answer {
  return error instanceof Answer;
}

const sessionCodes = ['NOT_SIGNED_IN', 'SECOND_FACTOR_NEEDED', 'CSRF_REFUSED'];

/** True when the session ended, or another one was begun in a second tab. */
export function isAboutSession({ code }: Answer): boolean {
  return sessionCodes.includes(code);
}

export const API = '/api/v1';

let listener: (refusal: Answer) => void = () => undefined;

/** Tells of every refusal of the server, whoever asked: the session may have ended. */
export function whenRefused(tell: (refusal: Answer) => void): void {
  listener = tell;
}

let csrfToken: string | null = null;

/** Keeps the token that everything which changes something must carry. */
export function rememberCsrf(token: string | null): void {
  csrfToken = token;
}

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Call {
  readonly query?: Query | undefined;
  readonly body?: unknown;
  /** Why non-public data is read; the server writes it beside the answer. */
  readonly purpose?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Reads below the API root; throws `Answer` for a refusal, TypeError for a lost connection. */
export function get<T>(path: string, call: Call = {}): Promise<T> {
  return send<T>('GET', path, call);
}

/** Sends something below the API root; throws like `get`. */
export function post<T>(path: string, call: Call = {}): Promise<T> {
  return send<T>('POST', path, call);
}

/** Removes something below the API root; throws like `get`. */
export async function remove(path: string): Promise<void> {
  await send<unknown>('DELETE', path, {});
}

async function send<T>(method: string, path: string, call: Call): Promise<T> {
  const response = await fetch(address(path, call.query), {
    method,
    headers: headersOf(method, call),
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    ...(call.signal ? { signal: call.signal } : {}),
  });
  if (!response.ok) throw await refusalOf(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function address(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const search = new URLSearchParams(pairs).toString();
  return `${API}${path}${search ? `?${search}` : ''}`;
}

function headersOf(method: string, call: Call): Record<string, string> {
  return {
    'Accept-Language': document.documentElement.lang,
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(method !== 'GET' && csrfToken ? { 'X-CSRF-Token': csrfToken } : {}),
    ...(call.purpose ? { 'X-Purpose': encodeURIComponent(call.purpose) } : {}),
  };
}

async function refusalOf(response: Response): Promise<Answer> {
  const text = await response.text();
  return refusal(response.status, text);
}

function refusal(status: number, text: string): Answer {
  const answer = new Answer(status, bodyOf(text));
  listener(answer);
  return answer;
}

function bodyOf(text: string): ProblemBody {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return {};
  }
}

/** Uploads a form with a file; `onSent` is told the share that has left (0 to 1). */
export function upload<T>(
  path: string,
  form: FormData,
  onSent: (share: number) => void,
  signal?: AbortSignal,
): Promise<T> {
  // fetch cannot tell how much of a body has left.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API}${path}`);
    for (const [name, value] of Object.entries(headersOf('POST', {}))) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status >= 400) reject(refusal(request.status, request.responseText));
      else resolve(JSON.parse(request.responseText) as T);
    });
    request.addEventListener('error', () => reject(new TypeError('connection lost')));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    signal?.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}

const KEEP_DOWNLOAD_MS = 60_000;

/** Downloads a file of the platform under its own name, giving the purpose where one is needed. */
export async function download(path: string, purpose?: string): Promise<void> {
  const response = await fetch(`${API}${path}`, { headers: headersOf('GET', { purpose }) });
  if (!response.ok) throw await refusalOf(response);
  const named = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = decodeURIComponent(named?.[1] ?? 'download');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEEP_DOWNLOAD_MS);
}
