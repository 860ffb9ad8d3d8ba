import { createServer } from 'node:net';
import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  PORT_TAKEN: {
    status: 503,
    zh: '端口 {port} 已被占用。请用 --port 指定别的端口，或停止占用它的程序。',
    en: 'Port {port} is taken. Name another by --port, or stop the program that uses it.',
  },
  PORT_FORBIDDEN: {
    status: 503,
    zh: '不允许本账号使用端口 {port}。请用 --port 指定 1024 以上的端口。',
    en: 'This account may not use port {port}. Name one above 1024 by --port.',
  },
  HOST_UNUSABLE: {
    status: 503,
    zh: '本机不能监听 {host}（{reason}）。请用 --host 指定本机的地址。',
    en: 'This machine cannot listen on {host} ({reason}). Name an address of this machine by --host.',
  },
});

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Says before anything else is started that we could not listen there. */
export function assertPortFree(place: Place): Promise<void> {
  return sayPortProblems(
    place,
    new Promise<void>((resolve, reject) => {
      const probe = createServer();
      probe.once('error', reject);
      probe.listen({ host: place.host, port: place.port }, () => probe.close(() => resolve()));
    }),
  );
}

/** Waits for `listening`; why it failed becomes a sentence. */
export async function sayPortProblems(
  { host, port }: Place,
  listening: Promise<unknown>,
): Promise<void> {
  try {
    await listening;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'EADDRINUSE') throw problem('PORT_TAKEN', { port });
    if (code === 'EACCES') throw problem('PORT_FORBIDDEN', { port });
    if (/^E[A-Z_]+$/.test(code)) throw problem('HOST_UNUSABLE', { host, reason: code });
    throw error;
  }
}
