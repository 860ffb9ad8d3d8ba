import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { loadPolicy } from '../../server/modules/policy/index.ts';
import { classCounts } from './assemble.ts';
import { cureKinds } from './cures.ts';
import { DistrictStream, wholeDistrictPlan, type ManifestFile } from './index.ts';
import { mistakeKinds } from './mistakes/index.ts';
import { itemVolumes, senderProfiles } from './profiles.ts';

const policy = loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
const plan = wholeDistrictPlan(policy);
const today = '2026-11-23';
let folder: string;
let files: readonly ManifestFile[];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'district-whole-'));
  files = await made(7, 3600, 21_600, 'fifth');
});
after(() => rm(folder, { recursive: true, force: true }));

async function made(
  seed: number,
  subjects: number,
  records: number,
  name: string,
): Promise<ManifestFile[]> {
  const outDir = join(folder, name);
  const stream = new DistrictStream({ seed, subjects, records, today, policy, plan, outDir });
  const all: ManifestFile[] = [];
  for await (const file of stream.files()) all.push(file);
  return all;
}

test('every department has a profile of its own, in words the generator knows', () => {
  const departments = policy.organisations.organisations.filter(
    ({ kind }) => kind === 'DEPARTMENT',
  );
  assert.equal(departments.length, 36);
  for (const { code } of departments) assert.ok(senderProfiles.has(code), code);
  for (const profile of senderProfiles.values()) {
    const { organisation, mistakes, cures } = profile;
    for (const kind of Object.keys(mistakes)) assert.ok(mistakeKinds.includes(kind), kind);
    for (const kind of Object.keys(cures)) assert.ok(cureKinds.includes(kind), kind);
    for (const percent of [
      profile.wrongPercent,
      profile.curablePercent,
      profile.currentPercent,
      profile.latePercent,
    ])
      assert.ok(percent >= 0 && percent <= 100, organisation);
  }
  const habits = [...senderProfiles.values()].map((profile) =>
    JSON.stringify({ ...profile, organisation: '' }),
  );
  assert.equal(new Set(habits).size, habits.length);
});

test('the whole district has the 73 items and nearly 2,000 licences and penalties of the plan', () => {
  const items = new Set(itemVolumes.items.map(({ item }) => item));
  for (const { id, class: code } of policy.items.items)
    assert.equal(items.has(id), code !== 'REG_BASIC', id);
  // What 18,000 subjects leave over of 108,000 records when registrations and repeats are sent.
  const counts = classCounts(plan, 88_000, itemVolumes.records);
  const decisions = (counts.get('ADMIN_LICENCE') ?? 0) + (counts.get('ADMIN_PENALTY') ?? 0);
  assert.equal(decisions, 2000);
  assert.equal(counts.get('RURAL_CREDIT'), 26);
  assert.equal(
    [...counts.values()].reduce((sum, count) => sum + count, 0),
    88_000,
  );
});

test('a smaller district keeps the proportions and has every sender of the items', () => {
  const rows = new Map<string, number>();
  for (const { classCode, rows: own } of files)
    rows.set(classCode, (rows.get(classCode) ?? 0) + own);
  assert.equal(
    [...rows.values()].reduce((sum, own) => sum + own, 0),
    21_600,
  );
  const share = (code: string): number => (rows.get(code) ?? 0) / 21_600;
  assert.ok(Math.abs(share('REG_MEMBER') - 20_000 / 108_000) < 0.005);
  assert.ok(Math.abs(share('ADMIN_LICENCE') + share('ADMIN_PENALTY') - 2000 / 108_000) < 0.004);
  const senders = new Set(files.map(({ organisation }) => organisation));
  assert.deepEqual(senders, new Set(policy.items.items.map(({ source }) => source)));
});

test('each sender makes mistakes as often as its profile says, and of those kinds only', () => {
  for (const [sender, profile] of senderProfiles) {
    const own = files.filter(({ organisation, follows }) => organisation === sender && !follows);
    const rows = own.reduce((sum, file) => sum + file.rows, 0);
    const labels = own
      .flatMap((file) => file.labels.map((label) => ({ ...label, file: file.file })))
      .filter(({ kind }) => !['TWICE_IN_FILE', 'SAME_KEY_OTHER_CONTENT'].includes(kind));
    for (const { kind } of labels) assert.ok(kind in profile.mistakes, `${sender} ${kind}`);
    const wrong = new Set(labels.map(({ file, row }) => `${file} ${row}`)).size;
    const expected = (rows * profile.wrongPercent) / 100;
    // Each class draws its broken rest by itself; a kind the rows do not lend themselves to fails.
    assert.ok(wrong <= expected + 10, `${sender}: ${wrong} of ${expected}`);
    assert.ok(wrong >= expected * 0.6 - 10, `${sender}: ${wrong} of ${expected}`);
  }
});

test('current rows come late where the profile says so, and in time elsewhere', () => {
  const lateShare = (...senders: readonly string[]): number => {
    const own = files.filter(
      ({ period, organisation }) => period === 'CURRENT' && senders.includes(organisation),
    );
    const sum = (of: (file: ManifestFile) => number): number =>
      own.reduce((total, file) => total + of(file), 0);
    return sum(({ expected }) => expected.late) / sum(({ expected }) => expected.accepted);
  };
  assert.ok(lateShare('FY') > 0.35, String(lateShare('FY')));
  assert.ok(lateShare('SCJG') < 0.1, String(lateShare('SCJG')));
  assert.equal(lateShare('TJJ', 'BB', 'SWJ'), 0);
});

test('files look as the habits of their sender', () => {
  for (const file of files) {
    const profile = senderProfiles.get(file.organisation);
    assert.equal(file.format, profile?.format);
    assert.equal(file.layout, profile?.header);
    assert.match(file.file, /^\p{Script=Han}.*\.(?:xlsx|csv)$/u);
  }
  assert.equal(new Set(files.map(({ file }) => file)).size, files.length);
});

test('nothing in the files names an existing company or citizen', async () => {
  const registered = new Set(policy.organisations.organisations.map(({ uscc }) => uscc));
  for (const { file, format, encoding } of files) {
    const bytes = await readFile(join(folder, 'fifth', file));
    const strings = format === 'xlsx' ? unzipSync(bytes)['xl/sharedStrings.xml'] : bytes;
    const decoder = new TextDecoder(encoding === 'gb18030' ? encoding : 'utf-8');
    const text = decoder.decode(strings).normalize('NFKC').toUpperCase();
    for (const [code] of text.matchAll(/(?<![0-9A-Z])9[123]61\d{4}[0-9A-Z]{10}(?![0-9A-Z])/gu))
      assert.ok(registered.has(code) || code.slice(8, 12) === 'MAXT', `${file} ${code}`);
    for (const [number] of text.matchAll(
      /(?<![0-9A-Z])[1-8]\d{5}(?:19|20)\d{9}[\dX](?![0-9A-Z])/gu,
    ))
      assert.match(number, /^610298190[0-8]/u, file);
    for (const [name] of text.matchAll(/[^<>",\s]*公司(?=[<",])/gu))
      assert.match(name, /示例/u, file);
  }
});

test('equal seeds give equal files and labels, other seeds others', async () => {
  const digest = async (seed: number, name: string): Promise<string> => {
    const hash = createHash('sha256');
    for (const file of await made(seed, 240, 1500, name)) {
      hash.update(JSON.stringify(file));
      hash.update(await readFile(join(folder, name, file.file)));
    }
    return hash.digest('hex');
  };
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
      const first = await digest(seed, `${seed}-a`);
      assert.equal(await digest(seed, `${seed}-b`), first);
      assert.notEqual(await digest(seed + 1, `${seed}-c`), first);
    }),
    { numRuns: 4 },
  );
});
