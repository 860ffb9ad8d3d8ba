import { existsSync } from 'node:fs';
import { canonicalHash } from './canonical.ts';
import { expandRules } from './expand.ts';
import {
  isJsonObject,
  readPolicyFiles,
  type Json,
  type JsonObject,
  type PolicyFile,
} from './files.ts';
import { mergeBaseFile, mergeOverlayFile, type Merging } from './merge.ts';
import { partNames, type PartName, type Policy } from './policy.ts';
import { PolicyError, type PolicyProblem } from './problem.ts';
import { shapeProblems } from './shape-check.ts';

/** A policy as read, usable only when `problems` is empty; `sources` tells the file of each entry. */
export interface PolicyReading {
  policy: Policy;
  sources: ReadonlyMap<object, string>;
  problems: PolicyProblem[];
}

/**
 * Reads the base policy and lays the district's overlay over it, if its folder is given and exists.
 * The result is frozen; throws PolicyError with every problem of reading and of shape.
 */
export function loadPolicy(folder: string, overlayFolder?: string): Policy {
  const { policy, problems } = readPolicy(folder, overlayFolder);
  if (problems.length > 0) throw new PolicyError(problems);
  return policy;
}

/** Reads a policy without throwing: what is wrong with its files and shapes stands in `problems`. */
export function readPolicy(folder: string, overlayFolder?: string): PolicyReading {
  const problems: PolicyProblem[] = [];
  const sources = new Map<object, string>();
  const base = readPolicyFiles(folder, '', problems).map(wrapClass);
  const overlay =
    overlayFolder === undefined || !existsSync(overlayFolder)
      ? []
      : readPolicyFiles(overlayFolder, 'overlay:', problems).map(wrapClass);
  const parts: Partial<Record<PartName, JsonObject>> = {};
  for (const name of partNames) {
    const merging: Merging = { part: {}, takesHead: true, sources, problems };
    for (const file of mainFileFirst(base.filter(({ part }) => part === name)))
      mergeBaseFile(file, merging);
    for (const file of overlay.filter(({ part }) => part === name)) mergeOverlayFile(file, merging);
    parts[name] = merging.part;
  }
  if (parts.catalogue !== undefined) finishCatalogue(parts.catalogue, sources, problems);
  problems.push(...shapeProblems(parts, sources));
  const outside = [...base, ...overlay].filter(({ part }) => part === null);
  const content = {
    ...parts,
    others: Object.fromEntries(outside.map((file) => [file.path, file.content])),
  };
  const policy = { ...content, hash: canonicalHash(content) } as unknown as Policy;
  freeze(policy);
  return { policy, sources, problems };
}

/** A file below catalogue/classes is one class; its own dates and basis are those of the class. */
function wrapClass(file: PolicyFile): PolicyFile {
  if (!/(^|:)catalogue\/classes\//.test(file.path)) return file;
  return { ...file, content: { classes: [file.content] } };
}

function isMain({ path }: PolicyFile): boolean {
  return /^([^/]+)\/\1\.json$/.test(path);
}

/** The head of a part is the head of the file named like its folder, else of its first file. */
function mainFileFirst(files: PolicyFile[]): PolicyFile[] {
  return [...files.filter(isMain), ...files.filter((file) => !isMain(file))];
}

function finishCatalogue(
  catalogue: JsonObject,
  sources: Map<object, string>,
  problems: PolicyProblem[],
): void {
  const { templates, classOrder } = catalogue;
  delete catalogue.templates;
  delete catalogue.classOrder;
  delete catalogue.note;
  const kinds = isJsonObject(templates) ? templates : {};
  const envelope = objects(catalogue.envelope);
  if (Array.isArray(catalogue.rules)) {
    const context = {
      file: 'catalogue/envelope.json',
      className: '',
      fields: envelope,
      templates: kinds,
    };
    catalogue.rules = expandRules(catalogue.rules, context, problems);
  }
  const classes = objects(catalogue.classes);
  for (const entry of classes) {
    if (!Array.isArray(entry.rules)) continue;
    const context = {
      file: sources.get(entry) ?? 'catalogue/classes',
      className: typeof entry.nameZh === 'string' ? entry.nameZh : '',
      fields: objects(entry.items),
      templates: kinds,
    };
    entry.rules = expandRules(entry.rules, context, problems);
  }
  const order = Array.isArray(classOrder) ? classOrder : [];
  const place = ({ code }: JsonObject) => {
    const index = order.indexOf(code ?? '');
    return index < 0 ? order.length : index;
  };
  catalogue.classes = classes.sort((one, other) => place(one) - place(other));
}

function objects(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter((entry) => isJsonObject(entry)) : [];
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const part of Object.values(value)) freeze(part);
}
