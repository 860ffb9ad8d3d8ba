import type { Session } from '../session/session.ts';

export type MenuKey =
  | 'home'
  | 'batches'
  | 'records'
  | 'classification'
  | 'quarantine'
  | 'doubts'
  | 'subjects'
  | 'keys'
  | 'readings'
  | 'audit'
  | 'selfCheck'
  | 'state'
  | 'jobs';

type GroupKey = 'report' | 'review' | 'centre' | 'system';

export interface MenuItem {
  readonly key: MenuKey;
  readonly to:
    | '/today'
    | '/batches'
    | '/records'
    | '/classification'
    | '/quarantine'
    | '/doubts'
    | '/subjects'
    | '/keys'
    | '/readings'
    | '/audit'
    | '/self-check'
    | '/state'
    | '/jobs';
  readonly permission: string;
  /** The queue whose number stands beside the entry. */
  readonly queue?: 'classification' | 'doubts' | 'quarantine';
}

interface Group {
  readonly key: GroupKey;
  readonly items: readonly MenuItem[];
}

const home: MenuItem = { key: 'home', to: '/today', permission: 'waiting.read' };
const batches: MenuItem = { key: 'batches', to: '/batches', permission: 'batch.read' };
const records: MenuItem = { key: 'records', to: '/records', permission: 'record.read' };
const classification: MenuItem = {
  key: 'classification',
  to: '/classification',
  permission: 'classification.read',
  queue: 'classification',
};
const quarantine: MenuItem = {
  key: 'quarantine',
  to: '/quarantine',
  permission: 'quarantine.read',
  queue: 'quarantine',
};
const doubts: MenuItem = {
  key: 'doubts',
  to: '/doubts',
  permission: 'doubt.read',
  queue: 'doubts',
};
const subjects: MenuItem = { key: 'subjects', to: '/subjects', permission: 'subject.read' };
const state: MenuItem = { key: 'state', to: '/state', permission: 'system.read' };
const system: readonly MenuItem[] = [
  { key: 'keys', to: '/keys', permission: 'apiKey.read' },
  { key: 'readings', to: '/readings', permission: 'reading.read' },
  { key: 'audit', to: '/audit', permission: 'audit.read' },
  { key: 'selfCheck', to: '/self-check', permission: 'ledger.check' },
  { key: 'jobs', to: '/jobs', permission: 'job.read' },
];

const department: readonly Group[] = [
  { key: 'report', items: [home, batches, records] },
  { key: 'review', items: [classification, subjects] },
  { key: 'system', items: [state, ...system] },
];
const centre: readonly Group[] = [
  { key: 'centre', items: [state, quarantine, doubts, classification, subjects] },
  { key: 'report', items: [home, batches, records] },
  { key: 'system', items: system },
];

/** Roles that work for the whole district. */
export function isCentral(session: Pick<Session, 'permissions'>): boolean {
  return session.permissions.includes('quarantine.read');
}

/** Key of an entry's word: the same list is one's own records for a department, all records for the centre. */
export function wordOf(session: Pick<Session, 'permissions'>, { key }: MenuItem) {
  return key === 'records' && isCentral(session) ? 'items.allRecords' : (`items.${key}` as const);
}

/** The menu of a person: what his role may see, the usual work first. */
export function menuOf(session: Pick<Session, 'permissions'>): Group[] {
  return (isCentral(session) ? centre : department)
    .map(({ key, items }) => ({
      key,
      items: items.filter(({ permission }) => session.permissions.includes(permission)),
    }))
    .filter(({ items }) => items.length > 0);
}

/** Where a person begins: the first entry of his menu. */
export function firstPageOf(session: Pick<Session, 'permissions'>): MenuItem | undefined {
  return menuOf(session)[0]?.items[0];
}
