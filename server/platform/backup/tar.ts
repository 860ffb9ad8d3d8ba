import { spawn, type ChildProcess } from 'node:child_process';
import { pipeline } from 'node:stream/promises';
import type { UnixUser } from '../postgres/binaries.ts';

/** A folder and the names in it that go into an archive. */
export interface Part {
  readonly folder: string;
  readonly names: readonly string[];
}

/** The named files as one tar stream; one that changes while it is read is no fault. */
export async function* tarOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  const words = parts.flatMap(({ folder, names }) => ['-C', folder, ...names]);
  const child = spawn('tar', ['-c', '--warning=no-file-changed', ...words], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = endOf(child);
  yield* child.stdout as AsyncIterable<Buffer>;
  const code = await ended;
  // 1: a file changed as it was read.
  if (code > 1) throw new Error(`tar ended with ${code}`);
}

/** Unpacks a tar stream into an existing folder, as `user` when given. */
export async function untar(
  source: AsyncIterable<Buffer>,
  folder: string,
  user: UnixUser | null = null,
): Promise<void> {
  // Left to itself tar ends at the mark of the end, perhaps before we have sent what follows it.
  const child = spawn('tar', ['-x', '--ignore-zeros', '--no-same-owner', '-C', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  const ended = endOf(child);
  await pipeline(source, child.stdin);
  const code = await ended;
  if (code !== 0) throw new Error(`tar ended with ${code}`);
}

function endOf(child: ChildProcess): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 2));
  });
  // Asked for only after the stream; until then a failure is not an unheard one.
  ended.catch(() => {});
  return ended;
}
