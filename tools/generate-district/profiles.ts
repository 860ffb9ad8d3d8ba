import departments from './profiles/departments.json' with { type: 'json' };
import volumes from './profiles/volumes.json' with { type: 'json' };
import type { Layout } from './layout.ts';

/** How one sender works: the look of its files, its mistakes and how often, late or on time. */
export interface Profile extends Layout {
  readonly organisation: string;
  /** The clerk's habit in words. */
  readonly habit: string;
  /** Share of its rows that hold a mistake; kinds with their weights. */
  readonly wrongPercent: number;
  readonly mistakes: Weights;
  /** Share of its good rows written in a curable way; kinds with their weights. */
  readonly curablePercent: number;
  readonly cures: Weights;
  /** Share of its rows that happened in the current period, and how many of those come late. */
  readonly currentPercent: number;
  readonly latePercent: number;
}

export type Weights = Readonly<Record<string, number>>;

/** How many rows each item of the catalogue has in the whole district. */
export interface Volumes {
  /** Rows of the whole district, to which the numbers of the items belong. */
  readonly records: number;
  /** The item that takes what is left over. */
  readonly rest: string;
  readonly items: readonly { readonly item: string; readonly rows: number }[];
}

// The files are written by hand; the tests hold each word in them against the code that reads it.
const profiles = departments.profiles as unknown as readonly Profile[];

/** The profile of every sender of the whole district. */
export const senderProfiles: ReadonlyMap<string, Profile> = new Map(
  profiles.map((profile) => [profile.organisation, profile]),
);

export const itemVolumes: Volumes = volumes;
