import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadPolicy, type Policy } from '../../server/modules/policy/index.ts';
import { addDays, addMonths, createLateness, onWeekday } from './dates.ts';
import { generateDistrict, type Manifest } from './index.ts';
import { readBack } from './read-back.ts';

const today = '2026-11-23';
const size = { seed: 7, subjects: 1000, records: 6000, today };
let folder: string;
let policy: Policy;
let manifest: Manifest;
let milliseconds: number;
const texts = new Map<string, string[][]>();

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'district-'));
  policy = loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
  const begun = process.cpuUsage();
  manifest = await generateDistrict({ ...size, policy, outDir: join(folder, 'one') });
  milliseconds = process.cpuUsage(begun).user / 1000;
  for (const file of manifest.files) {
    const rows = await readBack(join(folder, 'one'), file);
    texts.set(
      file.file,
      rows.map((row) => [...row.cells]),
    );
  }
});
after(() => rm(folder, { recursive: true, force: true }));

test('the small district has the records asked for, in all classes of the catalogue', () => {
  assert.equal(manifest.records, 6000);
  const classes = new Set(manifest.files.map((file) => file.classCode));
  assert.deepEqual(classes, new Set(policy.catalogue.classes.map((cls) => cls.code)));
  const { accepted, rejected, quarantined, duplicates } = manifest.expected;
  assert.equal(accepted + rejected + quarantined + duplicates, 6000);
});

test('it is made in five seconds of work', () => {
  assert.ok(milliseconds < 5000, `${milliseconds} ms`);
});

test('equal options give equal bytes, another seed gives another district', async () => {
  const small = { ...size, subjects: 120, records: 1200, policy };
  const again = await generateDistrict({ ...small, outDir: join(folder, 'a') });
  assert.deepEqual(await generateDistrict({ ...small, outDir: join(folder, 'b') }), again);
  for (const { file } of again.files) {
    assert.deepEqual(
      await readFile(join(folder, 'a', file)),
      await readFile(join(folder, 'b', file)),
      file,
    );
  }
  const other = await generateDistrict({ ...small, seed: 8, outDir: join(folder, 'c') });
  assert.notDeepEqual(other.notable, again.notable);
});

test('registrations are loaded first, and every file is sent by an account of a permitted sender', () => {
  const order = manifest.files.map((file) => file.classCode);
  assert.equal(
    order.lastIndexOf('REG_BASIC') + 1,
    order.filter((code) => code === 'REG_BASIC').length,
  );
  assert.ok(order.indexOf('PROMISE_PERFORMANCE') > order.lastIndexOf('PROMISE'));
  for (const file of manifest.files) {
    const cls = policy.catalogue.classes.find((candidate) => candidate.code === file.classCode);
    assert.ok(cls?.senders.includes(file.organisation), file.file);
    const account = policy.organisations.accounts.find(
      (candidate) => candidate.account === file.account,
    );
    assert.equal(account?.organisation, file.organisation);
  }
});

const seen = (key: 'format' | 'encoding' | 'layout'): string[] =>
  [...new Set(manifest.files.map((file) => file[key]))].sort();

test('both formats, all encodings and all header habits occur', () => {
  assert.deepEqual(seen('format'), ['csv', 'xlsx']);
  assert.deepEqual(seen('encoding'), ['gb18030', 'utf-8', 'utf-8-bom']);
  assert.deepEqual(seen('layout'), ['CODES', 'DOUBLE', 'NAMES', 'SPACED', 'TITLED']);
});

test('nothing names an existing company, person or citizen', () => {
  const organisations = new Set(policy.organisations.organisations.map((unit) => unit.uscc));
  for (const [file, rows] of texts) {
    for (const cell of rows.flat()) {
      const text = cell.normalize('NFKC').toUpperCase().replaceAll(' ', '');
      for (const code of text.match(/(?<![0-9A-Z])[1-9N][0-9]61\d{4}[0-9A-Z]{10}(?![0-9A-Z])/gu) ??
        []) {
        if (code.startsWith('610298')) continue;
        assert.ok(organisations.has(code) || code.slice(8, 12) === 'MAXT', `${file} ${code}`);
      }
      for (const number of text.match(/(?<!\d)\d{6}(?:19|20)\d{9}[\dX](?![0-9A-Z])/gu) ?? []) {
        assert.match(number, /^610298190[0-8]/u, file);
      }
      if (/公司(?:（|\(|$)/u.test(cell)) assert.match(cell, /示例/u, file);
    }
  }
});

test('wrong cells are few, of many kinds, and stand where the manifest says', async () => {
  const labels = manifest.files.flatMap((file) => file.labels);
  assert.ok(new Set(labels.map((label) => label.kind)).size >= 40);
  const share =
    new Set(
      manifest.files.flatMap((file) => file.labels.map((label) => `${file.file}:${label.row}`)),
    ).size / 6000;
  assert.ok(share > 0.015 && share < 0.035, String(share));
  const file = manifest.files.find((candidate) =>
    candidate.labels.some((label) => label.kind === 'USCC_TOO_SHORT'),
  );
  assert.ok(file);
  const label = file.labels.find((candidate) => candidate.kind === 'USCC_TOO_SHORT');
  const row = (await readBack(join(folder, 'one'), file)).find(
    (candidate) => candidate.number === label?.row,
  );
  assert.ok(row?.cells.some((cell) => /^9\d{7}MAXT.{5}$/u.test(cell)));
});

test('most penalties are clear for the classification of levels, some wait for a person', () => {
  const kinds: string[] = [];
  for (const file of manifest.files.filter(
    (candidate) => candidate.classCode === 'ADMIN_PENALTY',
  )) {
    for (const cell of texts.get(file.file)?.flat() ?? []) {
      if (/^(?:警告|罚款|没收违法所得、|责令停产停业|暂扣或者|其他-)[^。]*$/u.test(cell))
        kinds.push(cell);
    }
  }
  const unclear = kinds.filter(
    (kind) => (kind.includes('罚款') && !kind.includes('责令')) || /暂扣|限期拆除/u.test(kind),
  );
  assert.ok(kinds.length > 650 && kinds.length < 800, String(kinds.length));
  const share = unclear.length / kinds.length;
  assert.ok(share > 0.08 && share < 0.22, String(share));
});

test('too few records for the classes are refused in words', async () => {
  await assert.rejects(
    generateDistrict({ ...size, records: 1100, policy, outDir: join(folder, 'd') }),
    /记录数太少/u,
  );
});

test('days are counted as the calendar of working days counts them', () => {
  const late = createLateness({
    years: { 2026: { off: ['2026-10-01', '2026-10-02'], work: ['2026-10-10'] } },
  });
  assert.equal(late('2026-09-30', 1, '2026-10-05'), false);
  assert.equal(late('2026-09-30', 1, '2026-10-06'), true);
  assert.equal(late('2026-10-09', 1, '2026-10-10'), false);
  assert.equal(onWeekday('2026-11-22'), '2026-11-20');
  assert.equal(addMonths('2024-01-31', 1), '2024-02-29');
  assert.equal(addDays('2026-02-28', 1), '2026-03-01');
});
