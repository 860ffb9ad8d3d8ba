import type { ListFilter } from '../../server/modules/publication/list-answers.ts';

/** Addresses of the portal's pages; the same on the server, in the browser and in tests. */
export const homePath = '/';
export const helpPath = '/help';
export const verifyPath = '/verify';
export const accessibilityPath = '/accessibility';
export const policiesPath = '/policies';
export const noticesPath = '/notices';
export const ledgerPath = '/ledger';
/** The verifier as one file, and the log it reads. */
export const verifierPath = '/ledger/verify-ledger.mjs';
export const ledgerLogPath = '/api/v1/ledger/log';
export const listsPath = '/lists';

export function searchPath(q: string, after?: string): string {
  const query = new URLSearchParams({ q, ...(after === undefined ? {} : { after }) });
  return `/search?${query.toString()}`;
}

export function subjectPath(uscc: string): string {
  return `/e/${encodeURIComponent(uscc)}`;
}

export function sectionPath(uscc: string, section: string, after?: string): string {
  const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
  return `${subjectPath(uscc)}/s/${encodeURIComponent(section)}${query}`;
}

export function itemPath(uscc: string, publicId: string): string {
  return `${subjectPath(uscc)}/r/${encodeURIComponent(publicId)}`;
}

export function policyPath(id: string): string {
  return `${policiesPath}/${encodeURIComponent(id)}`;
}

export function noticePath(id: string): string {
  return `${noticesPath}/${encodeURIComponent(id)}`;
}

/** Where the form that issues a subject's report is sent. */
export function reportPath(uscc: string): string {
  return `${subjectPath(uscc)}/report`;
}

/** A public list under its filters; every other than 双公示 and 行政管理信息公开 is a list of names. */
export function listPath(id: string, filter: Partial<ListFilter> = {}, after?: string): string {
  return `${listBase(id)}${listQuery(filter, after)}`;
}

/** Everything the list shows under the filters as a table for a spreadsheet program. */
export function listCsvPath(id: string, filter: Partial<ListFilter> = {}): string {
  return `${listBase(id)}.csv${listQuery(filter)}`;
}

export function listBase(id: string): string {
  return id === 'double' || id === 'open' ? `/${id}` : `${listsPath}/${id}`;
}

function listQuery({ by, ...filter }: Partial<ListFilter>, after?: string): string {
  const query = new URLSearchParams(filter);
  if (by === 'publication') query.set('by', by);
  if (after !== undefined) query.set('after', after);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
