import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import { changedFile, halfFile, openFrames, sealFrames } from './frames.ts';

/** One file of a backup as its manifest names it; the digest is of the sealed bytes. */
export interface BackupFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 1_048_576;
const LEVEL = 3;

/** Packs, seals and writes a stream as one file of the backup; answers what the manifest says of it. */
export async function writeSealed(
  folder: string,
  name: string,
  source: AsyncIterable<Buffer>,
  key: Buffer,
): Promise<BackupFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  await pipeline(
    source,
    createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: LEVEL } }),
    (packed: AsyncIterable<Buffer>) => sealFrames(packed, key, name),
    async function* counted(sealed: AsyncIterable<Buffer>) {
      for await (const chunk of sealed) {
        hash.update(chunk);
        bytes += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(join(folder, name), { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { name, bytes, sha256: hash.digest('hex') };
}

/** Refuses a file that is missing, shorter or other than its manifest says, before a byte of it is used. */
export async function assertWhole(folder: string, file: BackupFile): Promise<void> {
  const found = statSync(join(folder, file.name), { throwIfNoEntry: false });
  if (!found || found.size < file.bytes) throw halfFile(file.name);
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(folder, file.name)) hash.update(chunk);
  if (hash.digest('hex') !== file.sha256) throw changedFile(file.name);
}

/** Opens a file of the backup and hands its plain stream to `take`. */
export async function readSealed(
  folder: string,
  name: string,
  key: Buffer,
  take: (plain: AsyncIterable<Buffer>) => Promise<void>,
): Promise<void> {
  await pipeline(
    chunksOf(folder, name),
    (sealed: AsyncIterable<Buffer>) => openFrames(sealed, key, name),
    createZstdDecompress(),
    take,
  );
}

function chunksOf(folder: string, name: string): AsyncIterable<Buffer> {
  return createReadStream(join(folder, name), { highWaterMark: CHUNK_BYTES });
}
