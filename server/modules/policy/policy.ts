import type { Catalogue, InformationClass } from './catalogue-shape.ts';
import type { CodeLists, ScanLists } from './codelist-shape.ts';
import { CatalogueShape } from './catalogue-shape.ts';
import { CodeListsShape, ScanListsShape } from './codelist-shape.ts';
import type { JsonObject } from './files.ts';
import { LevelsShape, type Levels } from './levels-shape.ts';
import { MaskingShape, type Masking } from './masking-shape.ts';
import { PublicationShape, type Publication } from './publication-shape.ts';
import { ReportsShape, type Reports } from './reports-shape.ts';
import type {
  Deadlines,
  Divisions,
  Items,
  Measures,
  Organisations,
  Workdays,
} from './register-shape.ts';
import {
  DeadlinesShape,
  DivisionsShape,
  ItemsShape,
  MeasuresShape,
  OrganisationsShape,
  WorkdaysShape,
} from './register-shape.ts';

/** The parts of a policy, as they are read from the files below its folder. */
export interface PolicyParts {
  catalogue: Catalogue;
  codelists: CodeLists;
  scanLists: ScanLists;
  organisations: Organisations;
  items: Items;
  levels: Levels;
  deadlines: Deadlines;
  masking: Masking;
  publication: Publication;
  reports: Reports;
  measures: Measures;
  divisions: Divisions;
  workdays: Workdays;
}

export type PartName = keyof PolicyParts;

/** The shape each part must have, field by field. */
export const partShapes = {
  catalogue: CatalogueShape,
  codelists: CodeListsShape,
  scanLists: ScanListsShape,
  organisations: OrganisationsShape,
  items: ItemsShape,
  levels: LevelsShape,
  deadlines: DeadlinesShape,
  masking: MaskingShape,
  publication: PublicationShape,
  reports: ReportsShape,
  measures: MeasuresShape,
  divisions: DivisionsShape,
  workdays: WorkdaysShape,
} as const;

export const partNames = Object.keys(partShapes) as PartName[];

/** A whole policy, frozen; `hash` is the hex SHA-256 of its canonical content and stands beside every result. */
export interface Policy extends PolicyParts {
  hash: string;
  /** Files other modules read by themselves, by path; part of the hash. */
  others: Record<string, JsonObject>;
}

const versions = new WeakMap<Policy, ReadonlyMap<string, readonly InformationClass[]>>();

/** The versions of a class, the oldest first; empty for an unknown code. */
export function versionsOf(policy: Policy, code: string): readonly InformationClass[] {
  const known = versions.get(policy) ?? versionsByCode(policy);
  versions.set(policy, known);
  return known.get(code) ?? [];
}

/** Asked for each row of each batch: looked up once for a policy, which never changes. */
function versionsByCode({ catalogue }: Policy): ReadonlyMap<string, readonly InformationClass[]> {
  const sorted = catalogue.classes.toSorted((one, other) =>
    (one.validFrom ?? '') < (other.validFrom ?? '') ? -1 : 1,
  );
  return Map.groupBy(sorted, ({ code }) => code);
}

/** The version of a class that began last on or before the day (without a day: the newest); undefined for an unknown code. */
export function classOf(policy: Policy, code: string, date?: string): InformationClass | undefined {
  const known = versionsOf(policy, code);
  if (date === undefined) return known.at(-1);
  return known.findLast((candidate) => (candidate.validFrom ?? '') <= date) ?? known[0];
}
