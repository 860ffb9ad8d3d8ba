import { addDays, isPlainDate } from '../../platform/plain-date.ts';
import { collectionOf, nameOf, type Collection } from './entries.ts';
import { isJsonObject, type Json, type JsonObject, type PolicyFile } from './files.ts';
import type { PolicyProblem } from './problem.ts';

const headKeys = ['validFrom', 'validTo', 'basis', 'certainty'] as const;
const headOnly = new Set<string>(['version', ...headKeys]);

/** A part under construction, with the file each entry came from. */
export interface Merging {
  part: JsonObject;
  /** Whether the head of the next base file becomes the head of the part. */
  takesHead: boolean;
  sources: Map<object, string>;
  problems: PolicyProblem[];
}

/** Adds a base file to its part: entries are collected, values that stand in two files are a problem. */
export function mergeBaseFile(file: PolicyFile, merging: Merging): void {
  mergeFile(file, merging, appendEntry);
  merging.takesHead = false;
}

/**
 * Lays an overlay file over its part: an entry replaces the one of the same name and first day;
 * with another first day it becomes a further version and ends the version before it.
 */
export function mergeOverlayFile(file: PolicyFile, merging: Merging): void {
  mergeFile(file, merging, placeVersion, true);
}

type PlaceEntry = (entries: Json[], entry: JsonObject, collection: Collection) => void;

function mergeFile(file: PolicyFile, merging: Merging, place: PlaceEntry, overlay = false): void {
  for (const [property, value] of Object.entries(file.content)) {
    if (headOnly.has(property)) {
      if (!overlay && merging.takesHead) merging.part[property] = value;
      continue;
    }
    const collection = file.part === null ? undefined : collectionOf(file.part, property);
    if (collection === undefined) mergeValue(property, value, file, merging, overlay);
    else if (Array.isArray(value)) mergeArray(collection, value, file, merging, place);
    else if (isJsonObject(value)) mergeRecord(collection, value, file, merging, overlay);
    else merging.part[property] = value;
  }
}

function mergeArray(
  collection: Collection,
  values: Json[],
  file: PolicyFile,
  merging: Merging,
  place: PlaceEntry,
): void {
  const present = merging.part[collection.property];
  const entries: Json[] = Array.isArray(present) ? present : [];
  merging.part[collection.property] = entries;
  for (const value of values) {
    if (!isJsonObject(value)) {
      entries.push(value);
      continue;
    }
    const entry = collection.dated ? inherit(value, file.content) : value;
    merging.sources.set(entry, file.path);
    place(entries, entry, collection);
  }
}

function mergeRecord(
  collection: Collection,
  values: JsonObject,
  file: PolicyFile,
  merging: Merging,
  overlay: boolean,
): void {
  const present = merging.part[collection.property];
  const record: JsonObject = isJsonObject(present) ? present : {};
  merging.part[collection.property] = record;
  for (const [name, value] of Object.entries(values)) {
    if (!overlay && Object.hasOwn(record, name)) merging.problems.push(duplicate(file.path, name));
    const entry = collection.dated && isJsonObject(value) ? inherit(value, file.content) : value;
    if (typeof entry === 'object' && entry !== null) merging.sources.set(entry, file.path);
    record[name] = entry;
  }
}

function mergeValue(
  property: string,
  value: Json,
  file: PolicyFile,
  merging: Merging,
  overlay: boolean,
): void {
  const present = merging.part[property];
  const same = present !== undefined && JSON.stringify(present) === JSON.stringify(value);
  if (!overlay && present !== undefined && !same)
    merging.problems.push(duplicate(file.path, property));
  const merged =
    overlay && isJsonObject(present) && isJsonObject(value) ? { ...present, ...value } : value;
  if (typeof merged === 'object' && merged !== null) merging.sources.set(merged, file.path);
  merging.part[property] = merged;
}

function inherit(entry: JsonObject, head: JsonObject): JsonObject {
  const dated: JsonObject = { ...entry };
  for (const key of headKeys) {
    const value = head[key];
    if (!(key in dated) && value !== undefined) dated[key] = value;
  }
  return dated;
}

function appendEntry(entries: Json[], entry: JsonObject): void {
  entries.push(entry);
}

function placeVersion(entries: Json[], entry: JsonObject, collection: Collection): void {
  const key = collection.key ?? 'id';
  const name = nameOf(entry, key);
  const sameName = (candidate: Json) => isJsonObject(candidate) && nameOf(candidate, key) === name;
  const samePlace = entries.findIndex(
    (candidate) =>
      sameName(candidate) &&
      (!collection.dated || (candidate as JsonObject).validFrom === entry.validFrom),
  );
  if (samePlace >= 0) {
    entries[samePlace] = entry;
    return;
  }
  const last = entries.findLastIndex(sameName);
  if (typeof entry.validFrom === 'string')
    endEarlierVersions(entries.filter(sameName) as JsonObject[], entry.validFrom);
  entries.splice(last < 0 ? entries.length : last + 1, 0, entry);
}

function endEarlierVersions(versions: JsonObject[], firstDay: string): void {
  if (!isPlainDate(firstDay)) return;
  for (const version of versions) {
    const began = typeof version.validFrom === 'string' ? version.validFrom : '';
    const open = typeof version.validTo !== 'string' || version.validTo >= firstDay;
    if (began < firstDay && open) version.validTo = addDays(firstDay, -1);
  }
}

function duplicate(file: string, name: string): PolicyProblem {
  return { file, entry: name, problem: '在基础政策中出现了两次', remedy: '请只保留一处' };
}
