import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../folder.ts';
import { defineProblems } from '../problem.ts';
import {
  bundledPostgres,
  copyBinaries,
  postgresUser,
  reachable,
  type UnixUser,
} from './binaries.ts';

const problem = defineProblems({
  CLUSTER_MISSING: {
    status: 503,
    zh: '{pointer} 指明数据库在 {home}，但那里没有数据库。请恢复该文件夹；若数据已不要，请删除整个数据文件夹后重新启动。',
    en: '{pointer} says that the database is in {home}, but none is there. Restore that folder, or, if the data is not wanted, delete the whole data folder and start again.',
  },
  CLUSTER_OF_ANOTHER: {
    status: 503,
    zh: '{home} 的数据库属于数据文件夹 {owner}，不能由它的副本使用。请用 --data 指定原来的文件夹。',
    en: 'The database in {home} belongs to the data folder {owner} and cannot be used by a copy of it. Name the original folder by --data.',
  },
});

/** Where binaries and cluster live, and as whom the server runs (null: as ourselves). */
export interface Place {
  readonly binaries: string;
  readonly home: string;
  readonly user: UnixUser | null;
}

const SHARED = '/var/lib/xinyong';
const OWNER_FILE = 'belongs-to';

/** Beside the data, unless the database's user cannot get there (D14): then in a folder of ours. */
export function choosePlace(folder: string): Place {
  makeFolder(folder, 0o711);
  const native = bundledPostgres();
  const user = ownerOf(join(folder, 'cluster')) ?? postgresUser();
  if (!user) return { binaries: native, home: folder, user };
  const binaries = reachable(join(native, 'bin', 'postgres'), user)
    ? native
    : copyBinaries(native, SHARED);
  const home = chooseHome(realpathSync(folder), user);
  chownSync(home, user.uid, user.gid);
  return { binaries, home, user };
}

/** As root: a cluster that an ordinary user has made goes on as that user's. */
function ownerOf(cluster: string): UnixUser | null {
  if (process.getuid?.() !== 0 || !existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { name: String(uid), uid, gid };
}

function chooseHome(folder: string, user: UnixUser): string {
  const pointer = join(folder, 'moved-to');
  if (existsSync(pointer)) return movedHome(folder, pointer);
  if (reachable(folder, user)) return folder;
  // A new name each time: a data folder that was deleted and made anew must not meet its old database.
  const home = join(SHARED, `cluster-${randomBytes(6).toString('hex')}`);
  makeFolder(SHARED, 0o755);
  makeFolder(home, 0o711);
  writeFileSync(join(home, OWNER_FILE), folder);
  writeFileSync(pointer, `${home}\n`);
  return home;
}

function movedHome(folder: string, pointer: string): string {
  const home = readFileSync(pointer, 'utf8').trim();
  const ownerFile = join(home, OWNER_FILE);
  if (!existsSync(ownerFile)) throw problem('CLUSTER_MISSING', { pointer, home });
  const owner = readFileSync(ownerFile, 'utf8');
  const theirs = join(owner, 'moved-to');
  if (owner !== folder && existsSync(theirs) && readFileSync(theirs, 'utf8').trim() === home)
    throw problem('CLUSTER_OF_ANOTHER', { home, owner });
  if (owner !== folder) writeFileSync(ownerFile, folder);
  return home;
}
