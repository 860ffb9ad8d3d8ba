import type { Actor } from '../actor.ts';

/** What a request shows before anybody knows whose it is. */
export interface Caller {
  /** Network address, as far as it can be believed. */
  readonly origin: string;
  readonly sessionToken: string | null;
  /** Text after `Authorization: Bearer`. */
  readonly bearer: string | null;
  readonly csrfToken: string | null;
  /** Whether the method may change something. */
  readonly changes: boolean;
  /** Whether the connection is encrypted, so that cookies may be bound to that. */
  readonly secure: boolean;
}

/** Decides who a caller is and whether he may; filled by the module of accounts. */
export interface Gate {
  /** The actor with the row scope of the permission, or a Problem. Runs before the body is read. */
  admit(caller: Caller, permission: string, purpose: string): Promise<Actor>;
  /** Runs an admitted handler and holds back an answer that the permission's rules do not let out. */
  perform<T>(permission: string, work: () => Promise<T>): Promise<Performed<T>>;
  /** Before a kept answer goes out again: writes down again who reads what was read the first time. */
  repeat(actor: Actor, permission: string, readings: readonly object[]): Promise<void>;
}

export interface Performed<T> {
  readonly answer: T;
  /** What was written down about who read it, as plain data. */
  readonly readings: readonly object[];
}

export interface KeptAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly readings: readonly object[];
}

/** What a request says, to tell its repetition from another request. */
export interface Said {
  readonly route: string;
  readonly content: Buffer;
  /** Done again it finds what it did before: then it may be done again when the answer was lost. */
  readonly findsItself: boolean;
}

/** Memory of answered requests with an `Idempotency-Key`, per account. */
export interface Repeats {
  /**
   * Null: go on. Otherwise the answer of the first time. Throws when the key came with another
   * request, when the first is still running, and when it was done and its answer lost.
   */
  begin(actor: Actor, key: string, said: Said): Promise<KeptAnswer | null>;
  /** Does the work so that its act and the mark of its key commit together. */
  perform<T>(actor: Actor, key: string, work: () => Promise<T>): Promise<T>;
  keep(actor: Actor, key: string, answer: KeptAnswer): Promise<void>;
  /** The request failed and may be tried again with the same key, unless its act is done. */
  forget(actor: Actor, key: string): Promise<void>;
}

/** Name of the session cookie. */
export const SESSION_COOKIE = 'xinyong_session';
