import type { ItemSummary } from './answers.ts';

interface Said {
  readonly zh: string;
  readonly en: string;
}

/** What narrows a list; all of it stands in the address. */
export interface ListFilter {
  /** Class of information. */
  readonly kind?: string;
  /** Value of the field by which the class can be narrowed. */
  readonly type?: string;
  /** Code of the department that sent the record. */
  readonly department?: string;
  /** The day the range and the order go by. */
  readonly by: 'decision' | 'publication';
  readonly from?: string;
  readonly to?: string;
}
export type FilterName = Exclude<keyof ListFilter, 'by'>;

export interface ListChoice extends Said {
  readonly value: string;
}

export interface ListKind {
  readonly classCode: string;
  readonly className: string;
  readonly classNameEn: string;
  /** Items of the kind under the other filters. */
  readonly count: number;
}

export interface AboutList {
  readonly meaning: Said;
  readonly rights: Said;
  readonly criteria: readonly ListChoice[];
  readonly basis: string;
  readonly bases: readonly (ListChoice & {
    readonly basis: string;
    readonly validFrom: string | null;
  })[];
}

/** A page of a public list, what it is narrowed by and what else it could be. */
export interface ListAnswer {
  readonly list: Said & { readonly id: string };
  readonly about: AboutList | null;
  readonly filter: ListFilter;
  /** Parameters of the address that could not be understood and were not used. */
  readonly ignored: readonly string[];
  readonly kinds: readonly ListKind[];
  readonly departments: readonly (ListChoice & { readonly count: number })[];
  readonly types: { readonly label: Said; readonly values: readonly ListChoice[] } | null;
  readonly total: number;
  readonly items: readonly ItemSummary[];
  readonly next: string | null;
  /** When nothing is found: how much there would be without one of the filters. */
  readonly without: readonly {
    readonly name: FilterName;
    readonly rest: ListFilter;
    readonly count: number;
  }[];
  /** More items than one export holds. */
  readonly tooManyToExport: boolean;
  readonly asOf: string;
}

/** The lists of names with how many organisations' items stand in each. */
export interface ListsAnswer {
  readonly lists: readonly (Said & {
    readonly id: string;
    readonly about: AboutList | null;
    readonly count: number;
  })[];
  readonly asOf: string;
}
