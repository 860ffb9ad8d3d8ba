import { createHash, randomBytes } from 'node:crypto';
import { readKeyFile, readOrCreateKeyFile, replaceKeyFile, type KeyFiles } from './key-files.ts';

/** Keys of backups: separate from the data keys, so that who keeps backups reads no record key and the reverse. */
interface BackupKeyFile {
  readonly key: string;
  /** Replaced keys, for backups made under them; newest first. */
  readonly older?: readonly string[];
}

export interface BackupKey {
  readonly bytes: Buffer;
  /** Names the key in a manifest and tells nothing about it. */
  readonly mark: string;
}

const KEY_BYTES = 32;

/** The key of new backups, made at the first. */
export function newestBackupKey({ backup: file }: KeyFiles): BackupKey {
  return keyOf(readOrCreateKeyFile(file, newKey, isGood).key);
}

/** Every key under which a backup may have been made; empty when there is no key file. */
export function knownBackupKeys({ backup: file }: KeyFiles): BackupKey[] {
  const kept = readKeyFile(file, isGood);
  return kept ? [kept.key, ...(kept.older ?? [])].map(keyOf) : [];
}

/** Makes a new key for backups to come; the old one still opens the old backups. */
export function replaceBackupKey({ backup: file }: KeyFiles): void {
  const old = readOrCreateKeyFile(file, newKey, isGood);
  replaceKeyFile(file, { ...newKey(), older: [old.key, ...(old.older ?? [])] });
}

function keyOf(hex: string): BackupKey {
  const bytes = Buffer.from(hex, 'hex');
  return {
    bytes,
    mark: createHash('sha256')
      .update('xinyong backup mark')
      .update(bytes)
      .digest('hex')
      .slice(0, 16),
  };
}

function newKey(): BackupKeyFile {
  return { key: randomBytes(KEY_BYTES).toString('hex') };
}

function isGood(value: Partial<BackupKeyFile>): value is BackupKeyFile {
  return [value.key ?? '', ...(value.older ?? [])].every((hex) => /^[0-9a-f]{64}$/.test(hex));
}
