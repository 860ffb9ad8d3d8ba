import type { Json, JsonObject } from './files.ts';
import type { PartName } from './policy.ts';

/** A collection of entries inside a part: where it stands, what names an entry, and whether entries carry dates and basis. */
export interface Collection {
  part: PartName;
  property: string;
  /** Key that names an entry; null when the collection is an object whose keys name the entries. */
  key: string | null;
  dated: boolean;
}

/** Every collection whose entries an overlay may replace one by one. */
export const collections: readonly Collection[] = [
  { part: 'catalogue', property: 'classes', key: 'code', dated: true },
  { part: 'catalogue', property: 'envelope', key: 'code', dated: false },
  { part: 'catalogue', property: 'rules', key: 'id', dated: false },
  { part: 'catalogue', property: 'policyDecisions', key: 'id', dated: false },
  { part: 'catalogue', property: 'templates', key: null, dated: false },
  { part: 'codelists', property: 'lists', key: null, dated: true },
  { part: 'scanLists', property: 'personal', key: 'id', dated: true },
  { part: 'scanLists', property: 'prohibited', key: 'id', dated: true },
  { part: 'organisations', property: 'organisations', key: 'code', dated: true },
  { part: 'organisations', property: 'accounts', key: 'account', dated: true },
  { part: 'organisations', property: 'senderGroups', key: null, dated: false },
  { part: 'items', property: 'items', key: 'id', dated: true },
  { part: 'deadlines', property: 'deadlines', key: 'id', dated: true },
  { part: 'masking', property: 'rules', key: 'id', dated: true },
  { part: 'masking', property: 'fields', key: 'where', dated: true },
  { part: 'measures', property: 'measures', key: 'code', dated: true },
  { part: 'divisions', property: 'divisions', key: 'code', dated: true },
  { part: 'publication', property: 'regimes', key: 'id', dated: true },
  { part: 'publication', property: 'sectorOverrides', key: 'id', dated: true },
  { part: 'publication', property: 'hidden', key: 'id', dated: true },
  { part: 'publication', property: 'classes', key: 'class', dated: true },
  { part: 'publication', property: 'classMaximum', key: null, dated: true },
  { part: 'reports', property: 'templates', key: 'id', dated: true },
  { part: 'workdays', property: 'years', key: null, dated: true },
];

export function collectionOf(part: PartName, property: string): Collection | undefined {
  return collections.find(
    (candidate) => candidate.part === part && candidate.property === property,
  );
}

/** The name of an entry: its id or code, or its selector as text. */
export function nameOf(entry: JsonObject, key: string): string {
  const name: Json | undefined = entry[key];
  return typeof name === 'string' ? name : JSON.stringify(name ?? '');
}
