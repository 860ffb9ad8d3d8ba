import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compileJudge } from '../../server/modules/catalogue/index.ts';
import { loadPolicy, type Policy } from '../../server/modules/policy/index.ts';
import { waitsForAuthorisation } from './outcome.ts';
import { generateDistrict, type Manifest, type ManifestFile } from './index.ts';
import { readBack } from './read-back.ts';

const today = '2026-11-23';
let folder: string;
let policy: Policy;
let manifest: Manifest;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'district-judge-'));
  policy = loadPolicy(fileURLToPath(new URL('../../policy/', import.meta.url)));
  manifest = await generateDistrict({
    seed: 11,
    subjects: 1000,
    records: 6000,
    today,
    policy,
    outDir: folder,
  });
});
after(() => rm(folder, { recursive: true, force: true }));

const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/gu, '');

/** Judges a file with the product's judge; the columns are found by code or Chinese name. */
async function judged(file: ManifestFile) {
  const judge = compileJudge(policy, file.classCode);
  const codes = new Map<string, string>();
  for (const field of judge.fields) {
    codes.set(field.code, field.code);
    if (!codes.has(plain(field.nameZh))) codes.set(plain(field.nameZh), field.code);
  }
  const rows = await readBack(folder, file);
  const at = rows.findIndex((row) => row.cells.filter((cell) => codes.has(plain(cell))).length > 3);
  const columns = rows[at]?.cells.map((cell) => codes.get(plain(cell))) ?? [];
  assert.ok(
    columns.every((column) => column !== undefined),
    `${file.file} has unknown columns`,
  );
  const judgement = judge.file({ today, receivedOn: today, sender: file.organisation });
  return rows.slice(at + (file.layout === 'DOUBLE' ? 2 : 1)).map((row) => {
    const cells = Object.fromEntries(row.cells.map((cell, index) => [columns[index] ?? '', cell]));
    return { number: row.number, ...judgement.row(cells, row.number) };
  });
}

test('the judge finds every labelled cell and nothing else, and each outcome is the expected one', async () => {
  for (const file of manifest.files) {
    const rows = await judged(file);
    assert.equal(rows.length, file.rows, file.file);
    const count = { accepted: 0, warnings: 0, rejected: 0, quarantined: 0, duplicates: 0 };
    for (const row of rows) {
      const where = `${file.file} row ${row.number}`;
      const labels = file.labels.filter((label) => label.row === row.number);
      const own = labels.filter((label) => label.scope !== 'store');
      const inTime = (finding: { rule: string }): boolean =>
        policy.catalogue.classes.some((cls) =>
          cls.rules.some((rule) => rule.id === finding.rule && rule.kind === 'reportedInTime'),
        );
      const found = row.findings.filter((finding) => !inTime(finding));
      assert.deepEqual(
        found.map((finding) => `${finding.field} ${finding.rule} ${finding.severity}`).sort(),
        own.map((label) => `${label.field} ${label.ruleHint} ${label.severity}`).sort(),
        where,
      );
      for (const cure of file.cures.filter((candidate) => candidate.row === row.number)) {
        assert.equal(row.values[cure.field], cure.value, `${where} ${cure.kind}`);
      }
      if (labels.some((label) => label.kind === 'SENT_BEFORE')) count.duplicates += 1;
      else if (row.outcome === 'REFUSED' || labels.some((label) => label.severity === 'error'))
        count.rejected += 1;
      else if (
        row.outcome === 'QUARANTINED' ||
        labels.some((label) => label.severity === 'quarantine') ||
        policy.catalogue.classes.some(
          (cls) => cls.code === file.classCode && waitsForAuthorisation(cls),
        )
      )
        count.quarantined += 1;
      else {
        count.accepted += 1;
        if (row.findings.length > 0) count.warnings += 1;
      }
    }
    const { corrected, late, ...expected } = file.expected;
    assert.ok(corrected <= expected.accepted && late <= expected.accepted);
    assert.deepEqual(count, expected, file.file);
  }
});
