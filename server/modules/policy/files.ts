import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PartName } from './policy.ts';
import type { PolicyProblem } from './problem.ts';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/** One policy file: its path below the folder, the part it belongs to, and its content. */
export interface PolicyFile {
  path: string;
  /** Null for a file that belongs to none of the parts. */
  part: PartName | null;
  content: JsonObject;
}

const partOfName: Record<string, PartName> = {
  catalogue: 'catalogue',
  codelists: 'codelists',
  'scan-lists': 'scanLists',
  organisations: 'organisations',
  items: 'items',
  levels: 'levels',
  deadlines: 'deadlines',
  masking: 'masking',
  publication: 'publication',
  reports: 'reports',
  measures: 'measures',
  divisions: 'divisions',
  calendar: 'workdays',
};

/** Folders below `policy/` that hold examples for tests, not policy. */
const examples = new Set(['cases']);

/** Folders whose files other modules read by themselves; here they only count for the hash. */
export const readElsewhere: ReadonlySet<string> = new Set(['search', 'portal']);

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All JSON files below a policy folder in the order of their paths; what cannot be read is added to `problems`. */
export function readPolicyFiles(
  folder: string,
  label: string,
  problems: PolicyProblem[],
): PolicyFile[] {
  const files: PolicyFile[] = [];
  for (const path of jsonPaths(folder, label, problems)) {
    const file = `${label}${path}`;
    const name = topName(path);
    if (examples.has(name)) continue;
    const content = parse(join(folder, path), file, problems);
    const part = Object.hasOwn(partOfName, name) ? (partOfName[name] ?? null) : null;
    if (content !== undefined) files.push({ path: file, part, content });
  }
  return files;
}

/** The folder, or the file without its ending, a path begins with. */
export function topName(path: string): string {
  return (path.replace(/^overlay:/, '').split('/')[0] ?? '').replace(/\.json$/, '');
}

/** The names a policy file or folder may have. */
export const partFileNames: readonly string[] = Object.keys(partOfName);

function jsonPaths(folder: string, label: string, problems: PolicyProblem[]): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter(
        (path) => path.endsWith('.json') && !path.split('/').some((name) => name.startsWith('.')),
      )
      .sort();
  } catch {
    problems.push({
      file: `${label}${folder}`,
      entry: '',
      problem: '政策文件夹不存在或不能读取',
      remedy: '请核对路径和读取权限',
    });
    return [];
  }
}

function parse(path: string, file: string, problems: PolicyProblem[]): JsonObject | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    problems.push({ file, entry: '', problem: '文件不能读取', remedy: '请核对读取权限' });
    return undefined;
  }
  try {
    const content = JSON.parse(text) as Json;
    if (isJsonObject(content)) return content;
    problems.push({
      file,
      entry: '',
      problem: '文件内容不是一个 JSON 对象',
      remedy: '请以花括号括起全部内容',
    });
  } catch (error) {
    problems.push({
      file,
      entry: '',
      problem: `不是有效的 JSON${placeOf(error, text)}`,
      remedy: '请核对逗号、引号和括号',
    });
  }
  return undefined;
}

/** The line of a syntax error, from the position or from the excerpt in the message of the parser. */
function placeOf(error: unknown, text: string): string {
  const message = error instanceof Error ? error.message : '';
  const position = /position (\d+)/.exec(message)?.[1];
  const excerpt = /\.\.\."([\s\S]*)"\.\.\. is not valid JSON/.exec(message)?.[1];
  const start = position === undefined ? text.indexOf(excerpt ?? '\u0000') : Number(position);
  if (start < 0) return '';
  const offset = position === undefined ? start + Math.floor((excerpt ?? '').length / 2) : start;
  return `（第 ${text.slice(0, offset).split('\n').length} 行附近）`;
}
