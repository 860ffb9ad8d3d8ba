import { connect } from 'node:net';

/** What one request asks: the head of the request without its address part. */
export interface LoadSettings {
  /** `http://127.0.0.1:…`. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

export interface LoadResult {
  readonly wallSeconds: number;
  /** Milliseconds from sending a request to the last byte of its answer. */
  readonly latencies: readonly number[];
  /** Requests whose answer was not the expected one. */
  readonly wrong: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * Asks each path once over connections that stay open, the next as soon as one is answered, and
 * lets `check` judge every answer. Plain sockets: a client library would take more of the processor
 * than the server it measures.
 */
export async function loadPaths(
  { address, headers, connections }: LoadSettings,
  paths: readonly string[],
  check: (place: number, status: number, body: string) => boolean,
): Promise<LoadResult> {
  const { hostname, port, host } = new URL(address);
  const rest = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const tail = ` HTTP/1.1\r\n${rest.join('')}\r\n`;
  const latencies: number[] = [];
  let wrong = 0;
  let next = 0;
  const began = performance.now();

  const oneConnection = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), noDelay: true });
      let received: Buffer = Buffer.alloc(0);
      let place = 0;
      let sent = 0;
      const ask = (): void => {
        place = next;
        next += 1;
        if (place >= paths.length) {
          socket.end();
          resolve();
          return;
        }
        sent = performance.now();
        socket.write(`GET ${paths[place] ?? ''}${tail}`);
      };
      socket.on('connect', ask);
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
        const answer = wholeAnswer(received);
        if (!answer) return;
        latencies.push(performance.now() - sent);
        received = Buffer.alloc(0);
        if (!check(place, answer.status, answer.body)) wrong += 1;
        ask();
      });
    });
  await Promise.all(Array.from({ length: connections }, oneConnection));
  return { wallSeconds: (performance.now() - began) / 1000, latencies, wrong };
}

/** Status and body once all of it is there; only answers that say their length. */
function wholeAnswer(received: Buffer): { status: number; body: string } | null {
  const end = received.indexOf(HEAD_END);
  if (end < 0) return null;
  const head = received.toString('latin1', 0, end);
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
  const start = end + HEAD_END.length;
  if (received.length < start + length) return null;
  return {
    status: Number(head.slice(9, 12)),
    body: received.toString('utf8', start, start + length),
  };
}
