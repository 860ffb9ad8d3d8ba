import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { tarOf, untar } from './tar.ts';

const MORE_THAN_A_PIPE_HOLDS = 1_048_576;

test('an archive is taken to its last byte, however much stands after the mark of its end', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-tar-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'one'), 'kept');
  mkdirSync(join(folder, 'new'));
  async function* padded(): AsyncGenerator<Buffer> {
    yield* tarOf([{ folder, names: ['one'] }]);
    yield Buffer.alloc(MORE_THAN_A_PIPE_HOLDS);
  }
  await untar(padded(), join(folder, 'new'));
  assert.equal(readFileSync(join(folder, 'new', 'one'), 'utf8'), 'kept');
});
