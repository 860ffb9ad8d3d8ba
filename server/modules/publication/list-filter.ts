import { isPlainDate } from '../../platform/plain-date.ts';
import type { InformationClass, Policy } from '../policy/index.ts';
import type { FilterName, ListFilter } from './list-answers.ts';
import { typeOfClass } from './public-lists.ts';
import { isPublicId } from './items.ts';

export const filterNames = ['kind', 'type', 'department', 'from', 'to'] as const;

/** What an address says about a list. */
export type ListQuery = Readonly<Record<string, string | undefined>>;

export interface ReadFilter {
  readonly filter: ListFilter;
  readonly ignored: readonly string[];
}

/**
 * Reads the filters of an address. What cannot be meant (an unknown class or department, no date) is
 * not used and named, so that nobody takes the answer for narrower than it is.
 */
export function readFilter(
  policy: Policy,
  classes: readonly InformationClass[],
  query: ListQuery,
): ReadFilter {
  const kind = classes.find(({ code }) => code === query['kind']);
  const types = typeOfClass(policy, kind ?? only(classes))?.values ?? [];
  const known: Record<FilterName, (value: string) => boolean> = {
    kind: () => kind !== undefined,
    type: (value) => types.some((choice) => choice.value === value),
    department: (value) => policy.organisations.organisations.some(({ code }) => code === value),
    from: isPlainDate,
    to: isPlainDate,
  };
  const asked = Object.entries(known).flatMap(([name, isKnown]) => {
    const value = query[name] ?? '';
    return value === '' ? [] : [{ name, value, isKnown: isKnown(value) }];
  });
  const by = query['by'] === 'publication' ? 'publication' : 'decision';
  const used = asked.filter((one) => one.isKnown).map(({ name, value }) => [name, value]);
  return {
    filter: { by, ...(Object.fromEntries(used) as Partial<Record<FilterName, string>>) },
    ignored: asked.filter((one) => !one.isKnown).map(({ name }) => name),
  };
}

/** The class a list is about: the one asked for, or the only one it has. */
export function classOfFilter(
  classes: readonly InformationClass[],
  filter: ListFilter,
): InformationClass | undefined {
  return classes.find(({ code }) => code === filter.kind) ?? only(classes);
}

function only(classes: readonly InformationClass[]): InformationClass | undefined {
  return classes.length === 1 ? classes[0] : undefined;
}

/** The filters without one of them; the type belongs to the kind and goes with it. */
export function withoutFilter(filter: ListFilter, name: FilterName): ListFilter {
  const gone = name === 'kind' ? ['kind', 'type'] : [name];
  const rest = filterNames.flatMap((other) =>
    gone.includes(other) || filter[other] === undefined ? [] : [[other, filter[other]] as const],
  );
  return { by: filter.by, ...Object.fromEntries(rest) };
}

/** Where a page of a list ended: the day it is ordered by, and the item. */
export interface Place {
  readonly at: string;
  readonly publicId: string;
}

/** The place an address names; undefined when it names none. */
export function readPlace(text: string | undefined): Place | undefined {
  const [at = '', publicId = ''] = (text ?? '').split('_');
  const isMoment = isPlainDate(at.slice(0, 10)) && !Number.isNaN(Date.parse(at));
  return isMoment && isPublicId(publicId) ? { at, publicId } : undefined;
}

export function writePlace({ at, publicId }: Place): string {
  return `${at}_${publicId}`;
}
