import { createHash } from 'node:crypto';
import { chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reachable, type UnixUser } from './binaries.ts';

// A socket's path may have at most 107 bytes: folder, our name, '/.s.PGSQL.5432'.
const LONGEST_PARENT = 60;

/** Short, because a socket's path must be; private, because it is the way in. */
export function makeSocketFolder(cluster: string, user: UnixUser | null): string {
  const parent = parentFor(user);
  const folder = join(
    parent,
    `xinyong-${createHash('sha256').update(cluster).digest('hex').slice(0, 10)}`,
  );
  const made = makeOwn(folder) ?? mkdtempSync(join(parent, 'xinyong-'));
  if (user) chownSync(made, user.uid, user.gid);
  return made;
}

/** A folder of that name that somebody else has put there cannot be removed: then another name is taken. */
function makeOwn(folder: string): string | null {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o700 });
    return folder;
  } catch {
    return null;
  }
}

function parentFor(user: UnixUser | null): string {
  const usual = tmpdir();
  const fits = Buffer.byteLength(usual) <= LONGEST_PARENT;
  return fits && (!user || reachable(usual, user)) ? usual : '/tmp';
}
