import program from '../../package.json' with { type: 'json' };
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownBackupKeys, type BackupKey } from '../platform/backup-key.ts';
import type { BackupFile } from '../platform/backup/files.ts';
import { changedFile, halfFile } from '../platform/backup/frames.ts';
import type { KeyFiles } from '../platform/key-files.ts';
import { defineProblems } from '../platform/problem.ts';
import { MIGRATIONS } from './database.ts';

const problem = defineProblems({
  BACKUP_NEWER: {
    status: 409,
    zh: '备份由更新的版本（{release}）制作，本程序（{program}）不能恢复。请先升级程序。',
    en: 'The backup was made by a newer release ({release}) than this program ({program}). Upgrade the program first.',
  },
  BACKUP_KEY_MISSING: {
    status: 422,
    zh: '缺少打开这份备份的备份密钥（标记 {mark}），或 {file} 不是它。请用 --keys 指明保管的密钥文件夹。',
    en: 'The backup key {mark} that opens this backup is missing or is not in {file}. Name the folder of kept keys by --keys.',
  },
});

/** What a backup says of itself; nothing in it is personal, and a code shows any change. */
export interface Manifest {
  readonly format: number;
  readonly instance: string;
  readonly release: { readonly program: string; readonly migration: string };
  /** Version number of the PostgreSQL whose files it holds, such as 170010. */
  readonly postgres: number;
  readonly madeAt: string;
  /** Newest signed head of the ledger before the copy began; null while there was none. */
  readonly checkpoint: { readonly size: number; readonly root: string } | null;
  readonly keys: { readonly backup: string; readonly master: string };
  readonly files: readonly BackupFile[];
}

const NAME = 'manifest.json';
const FORMAT = 1;

/** This program's release: its version and its newest migration. */
export function thisRelease(): Manifest['release'] {
  return { program: program.version, migration: migrationNames().at(-1) ?? '' };
}

/** Writes the manifest last and whole: a backup without one is half a backup. */
export function writeManifest(
  folder: string,
  given: Omit<Manifest, 'format'>,
  key: BackupKey,
): Manifest {
  const manifest: Manifest = { format: FORMAT, ...given };
  const draft = join(folder, `.${NAME}`);
  const text = JSON.stringify({ ...manifest, code: codeOf(manifest, key.bytes) }, null, 1);
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(draft, join(folder, NAME));
  return manifest;
}

/**
 * The manifest of a backup and the key that opens it. Throws BACKUP_HALF without one,
 * BACKUP_NEWER, BACKUP_KEY_MISSING, or BACKUP_CHANGED when its code does not fit.
 */
export function readManifest(
  folder: string,
  files: KeyFiles,
): { manifest: Manifest; key: BackupKey } {
  const { code, ...manifest } = parsed(folder);
  const { program: version, migration } = manifest.release;
  if (manifest.format > FORMAT || !migrationNames().includes(migration) || isNewer(version))
    throw problem('BACKUP_NEWER', { release: `${version} ${migration}`, program: program.version });
  const key = knownBackupKeys(files).find(({ mark }) => mark === manifest.keys.backup);
  if (!key) throw problem('BACKUP_KEY_MISSING', { mark: manifest.keys.backup, file: files.backup });
  const expected = Buffer.from(codeOf(manifest, key.bytes));
  const given = Buffer.from(code);
  if (expected.length !== given.length || !timingSafeEqual(expected, given))
    throw changedFile(NAME);
  return { manifest, key };
}

function parsed(folder: string): Manifest & { code: string } {
  let text: string;
  try {
    text = readFileSync(join(folder, NAME), 'utf8');
  } catch {
    throw halfFile(NAME);
  }
  try {
    const value = JSON.parse(text) as Partial<Manifest & { code: string }>;
    if (typeof value.code !== 'string') throw changedFile(NAME);
    if (typeof value.keys?.backup !== 'string' || typeof value.release?.migration !== 'string')
      throw changedFile(NAME);
    return value as Manifest & { code: string };
  } catch {
    throw changedFile(NAME);
  }
}

function codeOf(manifest: Manifest, key: Buffer): string {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'xinyong backup v1 manifest', 32));
  return createHmac('sha256', own).update(JSON.stringify(manifest)).digest('hex');
}

function isNewer(version: string): boolean {
  const [theirs, ours] = [version, program.version].map((text) => text.split('.').map(Number));
  for (let i = 0; i < 3; i += 1) {
    const difference = (theirs?.[i] ?? 0) - (ours?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

function migrationNames(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}
