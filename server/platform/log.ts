import { pino, type Logger } from 'pino';

export type { Logger };

/** Structured log without personal data: bodies, cookies and authorisation headers never enter it. */
export function createLog(level: string): Logger {
  return pino({
    level,
    base: null,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'req.body'],
      remove: true,
    },
  });
}
