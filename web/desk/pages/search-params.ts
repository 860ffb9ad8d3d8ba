export type Search = Readonly<Record<string, unknown>>;

/** A text of the address, or nothing. */
export function text(search: Search, name: string): string | undefined {
  const value = search[name];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A text of the address that is one of the allowed ones, or nothing. */
export function oneOf<T extends string>(
  search: Search,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = text(search, name);
  return allowed.find((one) => one === value);
}

/** The members that have a value: what `exactOptionalPropertyTypes` asks of optional ones. */
export function present<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export interface AfterSearch {
  readonly after?: string;
}

/** Only a position in a list. */
export function readAfter(search: Search): AfterSearch {
  return present({ after: text(search, 'after') });
}

export interface SubjectSearch {
  readonly q?: string;
}

/** What is searched for. */
export function readSubjectSearch(search: Search): SubjectSearch {
  return present({ q: text(search, 'q') });
}

export interface SubjectDates {
  readonly asOf?: string;
  readonly knownOn?: string;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** The two dates of a look back. */
export function readSubjectDates(search: Search): SubjectDates {
  const day = (name: string): string | undefined => {
    const value = text(search, name);
    return value !== undefined && DAY.test(value) ? value : undefined;
  };
  return present({ asOf: day('asOf'), knownOn: day('knownOn') });
}
