import { readFileSync } from 'node:fs';
import type { CodeValue, InformationClass, Policy } from '../policy/index.ts';
import type { AboutList } from './list-answers.ts';
import { englishName } from './english-name.ts';
import { publicBasis } from './items.ts';
import { publicClasses } from './sections.ts';

interface Said {
  readonly zh: string;
  readonly en: string;
}

/** A list of what is public about organisations: single classes or whole groups of the catalogue. */
export interface PublicList extends Said {
  readonly id: string;
  readonly classes: readonly string[];
  readonly groups: readonly string[];
  readonly about: {
    readonly meaning: Said;
    readonly rights: Said;
    /** Code lists: the grounds of an entry, and the legal basis of each kind. */
    readonly criteria: string | null;
    readonly bases: string | null;
    readonly basis: string;
    readonly certainty: string;
  } | null;
}

interface ListFile {
  readonly lists: readonly PublicList[];
  readonly types: Readonly<Record<string, string>>;
}

const file = JSON.parse(
  readFileSync(new URL('../../../policy/search/lists.json', import.meta.url), 'utf8'),
) as ListFile;

/** All lists of the portal, in their order. */
export const publicLists: readonly PublicList[] = file.lists;

/** Lists of names, which are explained before they are shown. */
export const listsOfNames = publicLists.filter(({ about }) => about !== null);

/** Classes of a list that the public may see by the policy of the day (K15). */
export function classesOfList(policy: Policy, list: PublicList, day: string): InformationClass[] {
  return publicClasses(policy, day).filter(
    ({ code, group }) => list.classes.includes(code) || list.groups.includes(group),
  );
}

/** How the records of a class can be narrowed, such as 处罚类别; undefined when they cannot. */
export function typeOfClass(policy: Policy, definition: InformationClass | undefined) {
  const field = definition?.items.find((item) => item.code === file.types[definition.code]);
  if (field?.codelist === undefined || field.disclosure !== 'PUBLIC') return undefined;
  return {
    field: field.code,
    label: { zh: field.nameZh, en: englishName(field.nameEn) },
    values: valuesOf(policy, field.codelist),
  };
}

/** What a list of names means, on which grounds and by which law one stands in it. */
export function aboutList(policy: Policy, list: PublicList): AboutList | null {
  if (list.about === null) return null;
  const { meaning, rights, criteria, bases, basis, certainty } = list.about;
  const kinds = bases === null ? [] : (policy.codelists.lists[bases]?.values ?? []);
  return {
    meaning,
    rights,
    criteria: criteria === null ? [] : valuesOf(policy, criteria),
    basis: publicBasis({ basis, certainty }),
    bases: kinds.map((kind) => ({
      ...spoken(kind),
      basis: (kind.tokens ?? []).join('、'),
      validFrom: kind.validFrom ?? null,
    })),
  };
}

function valuesOf(policy: Policy, codelist: string) {
  return (policy.codelists.lists[codelist]?.values ?? []).map(spoken);
}

function spoken({ value, zh, en }: CodeValue) {
  const words = en.toLowerCase().replaceAll('_', ' ');
  return {
    value,
    zh: zh.replaceAll('(', '（').replaceAll(')', '）'),
    en: words.charAt(0).toUpperCase() + words.slice(1),
  };
}
