import { createContext } from 'react';

/** Work for which non-public data is read; the purpose is asked once for each in a session. */
export type Task =
  | 'rows'
  | 'records'
  | 'subjects'
  | 'classification'
  | 'quarantine'
  | 'doubts'
  | 'readings'
  | 'audit';

export interface Purposes {
  readonly purposeOf: (task: Task) => string | undefined;
  readonly choose: (task: Task, purpose: string | undefined) => void;
}

export const PurposeContext = createContext<Purposes | null>(null);
