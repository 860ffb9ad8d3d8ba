import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  WITNESS_LOG_AWAY: {
    status: 503,
    zh: '无法从 {url} 取得存证日志的答复：{why}',
    en: 'The log at {url} gives no usable answer: {why}',
  },
});

export interface LogHead {
  readonly note: string;
  readonly verifierKey: string;
  /** Notes by which earlier keys of the log gave their place to the next. */
  readonly handOvers: readonly string[];
}

/** What a witness asks of a log and hands to it; the address is that of the portal. */
export interface LogClient {
  head(): Promise<LogHead>;
  consistency(from: number, to: number): Promise<Buffer[]>;
  /** Hands a cosigned checkpoint over; answers the refusal in words, or null when it was taken. */
  handOver(note: string): Promise<string | null>;
}

const PATIENCE_MS = 20_000;

/** A log reached over HTTP. */
export function logAt(address: string): LogClient {
  const url = new URL('api/v1/ledger/', address.endsWith('/') ? address : `${address}/`);
  const call = async (path: string, init: RequestInit = {}): Promise<Response> => {
    try {
      return await fetch(new URL(path, url), {
        ...init,
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
    } catch (error) {
      throw problem('WITNESS_LOG_AWAY', { url: url.href, why: String(error) });
    }
  };
  const read = async <T>(path: string): Promise<T> => {
    const response = await call(path);
    const body = (await response.json().catch(() => ({}))) as T & { detail?: string };
    if (response.ok) return body;
    throw problem('WITNESS_LOG_AWAY', { url: url.href, why: body.detail ?? `${response.status}` });
  };
  return {
    async head() {
      const { note, verifierKey, handOvers } = await read<Partial<LogHead>>('checkpoint');
      const notes: unknown[] = Array.isArray(handOvers) ? handOvers : [];
      return {
        note: String(note),
        verifierKey: String(verifierKey),
        handOvers: notes.map(String),
      };
    },
    async consistency(from, to) {
      const { proof } = await read<{ proof?: unknown }>(`consistency?from=${from}&to=${to}`);
      const hashes: unknown[] = Array.isArray(proof) ? proof : [];
      return hashes.map((hash) => Buffer.from(String(hash), 'base64'));
    },
    async handOver(note) {
      const response = await call('cosignatures', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ note }),
      });
      if (response.ok) return null;
      const { detail } = (await response.json().catch(() => ({}))) as { detail?: string };
      return detail ?? String(response.status);
    },
  };
}
