import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  FILE_UNREADABLE: {
    status: 404,
    zh: '读不到文件 {file}（{reason}）。请检查路径和读取权限。',
    en: 'The file {file} cannot be read ({reason}). Check its path and permissions.',
  },
});

/** The path itself when a file can be read there; throws FILE_UNREADABLE with the path. */
export function readableFile(file: string): string {
  try {
    if (!statSync(file).isFile()) throw problem('FILE_UNREADABLE', { file, reason: 'EISDIR' });
    closeSync(openSync(file, 'r'));
    return file;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** All bytes of a file; throws FILE_UNREADABLE with the path. */
export function readInput(file: string): Buffer {
  readableFile(file);
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || !/^E[A-Z]+$/.test(String(error.code)))
    return error;
  return problem('FILE_UNREADABLE', { file, reason: String(error.code) });
}
