import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_ROOT } from '../../server/app.ts';
import { demonstrationSecrets } from '../../server/modules/access/index.ts';
import type { Dice } from './dice.ts';

const AGAIN_MS = 100;
/** As long as the program may take to be there again by itself. */
export const RECOVERY_MS = 60_000;

export interface Answer {
  readonly status: number;
  readonly body: Record<string, never>;
}

export interface Habits {
  readonly dice: Dice;
  /** Repeats its requests under the same key; without, nobody can tell a repetition from another act. */
  readonly keys: boolean;
  /** Of so many acts in a hundred the first answer gets lost on the way. */
  readonly lost: number;
}

/** A client that asks again until it has an answer: where the program is now it is told each time. */
export class PatientClient {
  readonly #address: () => string;
  readonly #habits: Habits;
  readonly #account: string;
  #cookie = '';
  #csrf = '';
  /** Answers that may not come, whatever was killed. */
  readonly wrong: string[] = [];
  repeated = 0;
  /** The longest time without any answer of the program itself. */
  longestMs = 0;

  constructor(address: () => string, account: string, habits: Habits) {
    this.#address = address;
    this.#account = account;
    this.#habits = habits;
  }

  async get(path: string): Promise<Answer> {
    return this.#ask(path, () => ({ method: 'GET' }), false);
  }

  /** An act: acknowledged by an answer, or by the word that it was done before. */
  async act(path: string, body: object | FormData): Promise<Answer> {
    const isForm = body instanceof FormData;
    const key = { 'idempotency-key': randomUUID() };
    const headers = {
      ...(this.#habits.keys ? key : {}),
      ...(isForm ? {} : { 'content-type': 'application/json' }),
    };
    const text = isForm ? body : JSON.stringify(body);
    return this.#ask(path, () => ({ method: 'POST', headers, body: text }), true);
  }

  async #ask(path: string, request: () => RequestInit, isAct: boolean): Promise<Answer> {
    const began = performance.now();
    let losesNext = isAct && this.#habits.dice.chance(this.#habits.lost);
    for (;;) {
      const answer = await this.#once(path, request()).catch(() => null);
      if (answer === null || answer.status === 503 || isRunning(answer)) {
        const waited = performance.now() - began;
        this.longestMs = Math.max(this.longestMs, waited);
        if (waited > 2 * RECOVERY_MS) throw new Error(`${path}: no answer for ${waited} ms`);
        await sleep(AGAIN_MS);
        continue;
      }
      if (answer.status >= 500) this.wrong.push(`${path}: ${JSON.stringify(answer.body)}`);
      if (losesNext) {
        losesNext = false;
        this.repeated += 1;
        continue;
      }
      return answer;
    }
  }

  async #once(path: string, request: RequestInit): Promise<Answer> {
    if (this.#cookie === '') await this.#signIn();
    const headers = {
      ...request.headers,
      cookie: this.#cookie,
      'x-csrf-token': this.#csrf,
      'x-purpose': encodeURIComponent('核对故障试验'),
    };
    return read(await fetch(this.#address() + API_ROOT + path, { ...request, headers }));
  }

  async #signIn(): Promise<void> {
    const answer = await fetch(`${this.#address()}${API_ROOT}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account: this.#account, ...demonstrationSecrets }),
    });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
    const { body, status } = await read(answer);
    if (status !== 200) throw new Error(`not signed in: ${status}`);
    this.#csrf = body['csrfToken'] ?? '';
    this.#cookie = cookie;
  }
}

async function read(answer: Response): Promise<Answer> {
  return { status: answer.status, body: (await answer.json()) as Record<string, never> };
}

function isRunning({ status, body }: Answer): boolean {
  return status === 409 && body['code'] === 'REQUEST_RUNNING';
}
