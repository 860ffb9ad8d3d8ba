import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { Problem } from '../problem.ts';
import { openFrames, sealFrames } from './frames.ts';

const key = randomBytes(32);
const MIB = 1_048_576;

async function sealed(bytes: Buffer, name = 'a.bin'): Promise<Buffer> {
  return collect(sealFrames(chunks(bytes), key, name));
}

function opened(bytes: Buffer, name = 'a.bin'): Promise<Buffer> {
  return collect(openFrames(chunks(bytes), key, name));
}

async function collect(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Readable.from(stream).toArray());
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
}

test('what was sealed opens again, at every size around a frame', async () => {
  for (const size of [0, 1, MIB - 1, MIB, MIB + 1, 2 * MIB, 2 * MIB + 5]) {
    const bytes = randomBytes(size);
    assert.ok((await opened(await sealed(bytes))).equals(bytes), String(size));
  }
});

test('one changed byte at any place, or one byte more, is refused', async () => {
  const whole = await sealed(Buffer.from('公示信息'));
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await assert.rejects(opened(changed), Problem, String(at));
  }
  await assert.rejects(opened(Buffer.concat([whole, Buffer.of(0)])), { code: 'BACKUP_CHANGED' });
});

test('a file cut off at any place, even between frames, is called half', async () => {
  const short = await sealed(Buffer.from('公示信息'));
  for (let at = 0; at < short.length; at += 1)
    await assert.rejects(opened(short.subarray(0, at)), { code: 'BACKUP_HALF' }, String(at));
  const long = await sealed(randomBytes(MIB + 10));
  await assert.rejects(opened(long.subarray(0, 8 + 16 + 4 + MIB + 16)), { code: 'BACKUP_HALF' });
});

test('frames of another file, or in another order, do not open', async () => {
  const bytes = randomBytes(3 * MIB);
  const whole = await sealed(bytes);
  await assert.rejects(opened(whole, 'b.bin'), { code: 'BACKUP_CHANGED' });
  const size = 4 + MIB + 16;
  const start = whole.subarray(0, 24);
  const frame = (i: number): Buffer => whole.subarray(24 + i * size, 24 + (i + 1) * size);
  const swapped = Buffer.concat([start, frame(1), frame(0), frame(2)]);
  await assert.rejects(opened(swapped), { code: 'BACKUP_CHANGED' });
});
