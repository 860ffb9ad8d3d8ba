import { readFileSync } from 'node:fs';
import type { InformationClass, Policy } from '../policy/index.ts';
import { classEntry } from './publication.ts';

/** A part of the public page of a subject, in the national order. */
export interface Section {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** Groups of the catalogue shown in it; the last section takes every other group. */
  readonly groups: readonly string[];
}

interface SectionFile {
  readonly sections: readonly Section[];
}

const file = JSON.parse(
  readFileSync(new URL('../../../policy/search/sections.json', import.meta.url), 'utf8'),
) as SectionFile;

/** All sections of a public page, in order, basics first. */
export const sections: readonly Section[] = file.sections;

/** The section a group of the catalogue is shown in. */
export function sectionOf(group: string): string {
  const found = sections.find((section) => section.groups.includes(group)) ?? sections.at(-1);
  return found?.id ?? 'other';
}

/** Classes the public may see at all by the policy in force on the day, in the order of the catalogue. */
export function publicClasses(policy: Policy, day: string): InformationClass[] {
  return policy.catalogue.classes.filter(
    (candidate) =>
      candidate.defaultDisclosure === 'PUBLIC' &&
      classEntry(policy, candidate.code, day)?.published === true,
  );
}

/** Whether records of a class come from the register of subjects itself (names, basics, members). */
export function isRegistration(policy: Policy, classCode: string): boolean {
  const group = policy.catalogue.classes.find((candidate) => candidate.code === classCode)?.group;
  return group !== undefined && sectionOf(group) === sections[0]?.id;
}
