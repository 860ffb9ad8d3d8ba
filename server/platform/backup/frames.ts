import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { defineProblems } from '../problem.ts';

const problem = defineProblems({
  BACKUP_CHANGED: {
    status: 422,
    zh: '备份文件 {file} 被改动或损坏，不能恢复。请换用另一份备份。',
    en: 'The backup file {file} was changed or is damaged and cannot be restored. Use another backup.',
  },
  BACKUP_HALF: {
    status: 422,
    zh: '备份不完整：{file} 缺失或没有写完，不能恢复。请换用另一份备份。',
    en: 'The backup is incomplete: {file} is missing or was not written to its end. Use another backup.',
  },
});

/** A refusal of a file that is not what was written. */
export const changedFile = (file: string): Error => problem('BACKUP_CHANGED', { file });
/** A refusal of a file that is not there, or not to its end. */
export const halfFile = (file: string): Error => problem('BACKUP_HALF', { file });

const MAGIC = Buffer.from('XYBAK1\n\0');
const SALT_BYTES = 16;
const HEAD_BYTES = 4;
const TAG_BYTES = 16;
const FRAME_BYTES = 1_048_576;
const LAST = 0x8000_0000;

/**
 * Seals a stream of any length in frames of 1 MiB with AES-256-GCM: a key of its own for each
 * file, frames counted in the nonce, the last one marked. So no frame can be changed, moved, left
 * out or taken from another file, and memory stays flat.
 */
export async function* sealFrames(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  file: string,
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT_BYTES);
  const own = fileKey(key, salt, file);
  yield Buffer.concat([MAGIC, salt]);
  let counter = 0;
  const frame = (body: Buffer, last: boolean): Buffer => {
    const head = headOf(body.length, last);
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(counter));
    counter += 1;
    cipher.setAAD(head);
    const sealed = cipher.update(body);
    cipher.final();
    return Buffer.concat([head, sealed, cipher.getAuthTag()]);
  };
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of source) {
    waiting.push(chunk);
    size += chunk.length;
    while (size > FRAME_BYTES) {
      const whole = Buffer.concat(waiting);
      yield frame(whole.subarray(0, FRAME_BYTES), false);
      waiting = [whole.subarray(FRAME_BYTES)];
      size -= FRAME_BYTES;
    }
  }
  yield frame(Buffer.concat(waiting), true);
}

/** The plain stream of what `sealFrames` wrote. Throws BACKUP_CHANGED or BACKUP_HALF, naming `file`. */
export async function* openFrames(
  source: AsyncIterable<Buffer>,
  key: Buffer,
  file: string,
): AsyncGenerator<Buffer> {
  const read = pieces(source);
  const start = await read(MAGIC.length + SALT_BYTES);
  if (!start) throw halfFile(file);
  if (!start.subarray(0, MAGIC.length).equals(MAGIC)) throw changedFile(file);
  const own = fileKey(key, start.subarray(MAGIC.length), file);
  for (let counter = 0; ; counter += 1) {
    const head = await read(HEAD_BYTES);
    if (!head) throw halfFile(file);
    const marked = head.readUInt32BE();
    const size = marked & ~LAST;
    if (size > FRAME_BYTES) throw changedFile(file);
    const sealed = await read(size + TAG_BYTES);
    if (!sealed) throw halfFile(file);
    const decipher = createDecipheriv('aes-256-gcm', own, nonceOf(counter));
    decipher.setAAD(head);
    decipher.setAuthTag(sealed.subarray(size));
    const body = decipher.update(sealed.subarray(0, size));
    try {
      decipher.final();
    } catch {
      throw changedFile(file);
    }
    yield body;
    if ((marked & LAST) !== 0) break;
  }
  if (await read(1)) throw changedFile(file);
}

function fileKey(key: Buffer, salt: Buffer, file: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `xinyong backup v1 ${file}`, 32));
}

function headOf(size: number, last: boolean): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32BE(last ? (size | LAST) >>> 0 : size);
  return head;
}

function nonceOf(counter: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(counter), 4);
  return nonce;
}

/** Reads exact sizes from a stream of chunks; null when it ends before. */
function pieces(source: AsyncIterable<Buffer>): (size: number) => Promise<Buffer | null> {
  const chunks = source[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let size = 0;
  return async (wanted) => {
    while (size < wanted) {
      const next = await chunks.next();
      if (next.done) return null;
      held.push(next.value);
      size += next.value.length;
    }
    const whole = Buffer.concat(held);
    held = [whole.subarray(wanted)];
    size -= wanted;
    return whole.subarray(0, wanted);
  };
}
