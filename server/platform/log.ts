import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { faultOf } from './fault.ts';

export type { Logger };

/** Structured log without personal data: bodies, cookies, authorisation headers and what an error quotes never enter it. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: faultOf },
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'req.body'],
      remove: true,
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
