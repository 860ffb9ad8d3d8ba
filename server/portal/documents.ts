import type { Policy } from '../modules/policy/index.ts';
import type { PlainDate } from '../platform/plain-date.ts';

/** Law, rules and documents the platform follows, and where the credit centre is found: policy data. */

export type DocumentKind = 'LAW' | 'REGULATION' | 'ORDER' | 'NOTICE' | 'STANDARD' | 'DISTRICT';
export type DocumentStatus = 'COMING' | 'IN_FORCE' | 'ENDED';

export interface PolicyDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly titleEn: string;
  readonly number: string | null;
  readonly issuer: string;
  readonly issuerEn: string;
  /** Null = not confirmed. */
  readonly issuedOn: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly certainty: 'known' | 'source' | 'assumed';
  /** What the platform takes from it. */
  readonly used: string;
  readonly usedEn: string;
}

export interface DatedDocument extends PolicyDocument {
  readonly status: DocumentStatus;
}

/** The window of the credit centre, as configured. */
export interface Contact {
  readonly name: string;
  readonly address: string;
  readonly telephone: string;
  readonly hours: string;
  readonly certainty: string;
}

/** All documents, or those that hold every word asked for: what is in force first, newest first. */
export function documentsOn(policy: Policy, today: PlainDate, words = ''): DatedDocument[] {
  const wanted = words.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  return allDocuments(policy)
    .filter((document) => {
      const text = Object.values(document).join('\n').normalize('NFKC').toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .map((document) => ({ ...document, status: statusOn(document, today) }))
    .toSorted(
      (one, other) =>
        Number(one.status === 'ENDED') - Number(other.status === 'ENDED') ||
        other.validFrom.localeCompare(one.validFrom),
    );
}

/** One document by its address. */
export function documentOn(
  policy: Policy,
  today: PlainDate,
  id: string,
): DatedDocument | undefined {
  return documentsOn(policy, today).find((document) => document.id === id);
}

/** The window of the credit centre; the district's own file takes the place of the made-up one. */
export function contactOf(policy: Policy): Contact {
  const [base, own] = filesOf<Contact>(policy, 'portal/contact.json');
  const found = own ?? base;
  if (!found) throw new Error('policy/portal/contact.json is missing');
  return found;
}

/** Those of the repository and of the district; the district's take the place of the same id. */
function allDocuments(policy: Policy): PolicyDocument[] {
  const files = filesOf<{ documents: readonly PolicyDocument[] }>(policy, 'portal/documents.json');
  const all = files.flatMap((file) => file?.documents ?? []);
  return [...new Map(all.map((document) => [document.id, document])).values()];
}

function filesOf<T>({ others }: Policy, path: string): [T | undefined, T | undefined] {
  return [others[path] as T | undefined, others[`overlay:${path}`] as T | undefined];
}

function statusOn({ validFrom, validTo }: PolicyDocument, today: PlainDate): DocumentStatus {
  if (validFrom > today) return 'COMING';
  return validTo !== null && validTo < today ? 'ENDED' : 'IN_FORCE';
}
