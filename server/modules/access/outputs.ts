import type { Route } from '../../platform/http/route.ts';
import { writesReading } from './permissions.ts';

/** One way in which non-public data leaves the platform. */
export interface Output {
  /** The name that readings carry. */
  readonly name: string;
  readonly zh: string;
  readonly en: string;
}

/**
 * Every output of non-public data over HTTP: the routes whose permission needs a purpose, or
 * whose act is one. Derived from the routes, so that a new one cannot be forgotten; each must write a reading (K14).
 */
export function outputsOf(routes: readonly Route[]): Route[] {
  return routes.filter((route) => writesReading(route.permission));
}

/** Names that the module of access itself writes into readings. */
export const accessOutputs = {
  readings: { name: 'access.readings', zh: '查询记录', en: 'Log of readings' },
  audit: { name: 'access.audit', zh: '操作日志', en: 'Log of acts' },
} as const satisfies Readonly<Record<string, Output>>;
