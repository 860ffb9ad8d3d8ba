import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBombs } from './hostile-files.ts';
import { runUploads } from './uploads.ts';

const MOST_GROWTH_MIB = 100;
const MOST_OF_A_PARSER_MIB = 512;

test('damaged files are read or refused in words, by the parser, its process and the whole upload', async () => {
  const result = await runUploads({
    seed: 7,
    inProcess: 400,
    throughParser: 15,
    throughUpload: 15,
  });
  assert.deepEqual(result.wrong, []);
  assert.ok((result.outcomes['read'] ?? 0) > 50 && (result.outcomes['CORRUPT'] ?? 0) > 20);
  assert.ok(result.grownMiB < MOST_GROWTH_MIB, `${result.grownMiB} MiB`);
});

test('40 files made to bring a reader down are refused, and cost no more than others', async () => {
  const result = await readBombs();
  assert.ok(result.files >= 40);
  assert.deepEqual(result.wrong, []);
  assert.ok(result.parserPeakMiB < MOST_OF_A_PARSER_MIB, `${result.parserPeakMiB} MiB`);
});
