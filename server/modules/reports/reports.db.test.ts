import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { KyselyPlugin } from 'kysely';
import { newActor } from '../../../test/build.ts';
import { movingClock, testContext } from '../../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import { ensurePrograms } from '../../../tools/debian.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { fixedClock } from '../../platform/clock.ts';
import { inTransaction } from '../../platform/db.ts';
import { memoryKeyring } from '../../platform/keyring.ts';
import { publicActor } from '../access/index.ts';
import { commitmentOf } from '../ledger/index.ts';
import {
  code,
  licence,
  penalty,
  registration,
  storeBatch,
  type MadeUpRow,
} from '../publication/made-up-records.ts';
import { publicFile, publishBatch, withdraw } from '../publication/index.ts';
import { reportContent, templateOn } from './body.ts';
import { drawSigned } from './draw.ts';
import {
  correctReport,
  issueReport,
  openReport,
  reportFile,
  verifyByCode,
  verifyByDigest,
  withdrawReport,
  type IssuedReport,
  type TrustedKeys,
} from './index.ts';
import { shownCode } from './number.ts';
import { leafContent } from './store.ts';

ensurePrograms(['pdfsig', 'pdftotext', 'qpdf'], ['poppler-utils', 'qpdf']);

let db: TestDatabase;
let ctx: Context;
let trusted: TrustedKeys;
let folder: string;
const clock = movingClock('2026-11-22T02:00:05Z');
const approver = newActor('CENTRE_APPROVER', 'XYZX');
const company = { serial: 1, name: '铜川市王益区宏远建材有限公司' };
const uscc = code(1);

before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock });
  folder = mkdtempSync(join(tmpdir(), 'xinyong-report-'));
  trusted = {
    certificates: ctx.keys.documentKeys().certificates,
    sealKeys: ctx.keys.checkpointKeys,
  };
  await publish([registration(company), penalty(company), licence(company)]);
});
after(async () => {
  rmSync(folder, { recursive: true, force: true });
  await ctx.jobs.stop();
  await db.drop();
});

async function publish(rows: readonly MadeUpRow[]) {
  const batch = await storeBatch(ctx, rows);
  await publishBatch(ctx, batch.batchId);
  return batch.records;
}

function run(program: string, ...args: readonly string[]): string {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  return `${stdout}${stderr}`;
}

function saved(report: Pick<IssuedReport, 'pdf' | 'number'>): string {
  const file = join(folder, `${report.number}.pdf`);
  writeFileSync(file, report.pdf);
  return file;
}

function textOf(report: IssuedReport): string {
  return run('pdftotext', '-layout', saved(report), '-');
}

test('a report holds register entry, penalty and licence as they are public, with zeros and the notice', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  assert.match(report.number, /^XYBG61020220261122\d{7}$/);
  const text = textOf(report).replaceAll(/\s/g, '');
  for (const words of [
    '公共信用信息报告',
    company.name,
    '91610202MAXT',
    '王应急罚〔2026〕9号',
    'JY16102020000031',
    '失信等级：一般',
    '公示截止日',
    shownCode(report.code),
    report.number,
    '第 1 页 / 共',
    '2026-11-22 10:00:05',
    '截至报告生成时间，未查询到相关信息',
    '2022年版',
    '演示数据：全部名称、代码和记录均为虚构。',
  ])
    assert.ok(text.includes(words.replaceAll(' ', '')), words);
  // K15, K2: neither the representative's number nor the phone is on paper.
  assert.doesNotMatch(text, /610298190001010019|13900001234/);
  assert.doesNotMatch(text, /不良记录|无违法|从未有过(?!此类)/);
});

test('no word of another language is left on the pages', async () => {
  const text = textOf(await issueReport(ctx, publicActor, uscc));
  const foreign = text
    .replaceAll(/https?:\/\/\S+/g, '')
    .replaceAll(/\b[0-9A-Z]{3,}(?:-[0-9A-Z]{4})*\b/g, '')
    .match(/[A-Za-z]{3,}/g)
    ?.filter((word) => !/^[0-9a-f]{3,8}$/.test(word));
  assert.deepEqual(foreign ?? [], []);
});

test('pdfsig finds the signature valid over the whole document', async () => {
  const said = run('pdfsig', saved(await issueReport(ctx, publicActor, uscc)));
  assert.match(said, /Signature Validation: Signature is Valid\./);
  assert.match(said, /Total document signed/);
  assert.match(said, /Signing Time: Nov 22 2026/);
});

test('the file says PDF/A-2b, keeps an identifier in its last trailer and embeds every font', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const file = saved(report);
  const raw = report.pdf.toString('latin1');
  assert.match(raw, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</);
  assert.match(raw.slice(raw.lastIndexOf('trailer')), /\/ID \[/);
  assert.doesNotMatch(raw, /\/JavaScript|\/Launch|\/EmbeddedFile|\/Encrypt/);
  const fonts = run('pdffonts', file).split('\n').slice(2).filter(Boolean);
  assert.equal(fonts.length, 4);
  for (const font of fonts)
    assert.match(font, /Noto(?:Sans|Serif)SC-(?:Regular|Bold).*yes yes yes/);
  assert.match(run('qpdf', '--check', file), /No syntax or stream encoding errors/);
});

test('the same body, code, time and key give the same bytes; another code does not', async () => {
  const file = await inTransaction(db.app, system, (tx) => publicFile(tx, ctx, uscc, '2026-11-22'));
  const template = templateOn(ctx.policy, '2026-11-22');
  assert.ok(file && template);
  const body = {
    number: 'XYBG610202202611220000016',
    version: 'PUBLIC',
    issuedAt: '2026-11-22T02:00:05.000Z',
    dataUpTo: '2026-11-22',
    notice: null,
    policy: ctx.policy.hash,
    content: reportContent(file, template),
  } as const;
  const made = (secret: string): Promise<Buffer> => {
    return drawSigned({ body, template, code: secret, base: 'http://127.0.0.1:8610' }, ctx.keys);
  };
  const [one, again, other] = [
    await made('23456789ABCD'),
    await made('23456789ABCD'),
    await made('23456789ABCE'),
  ];
  assert.ok(one.equals(again));
  assert.ok(!one.equals(other));
});

test('offline: genuine as issued; altered after any one-byte change, wherever it is', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const opened = openReport(report.pdf, trusted);
  assert.equal(opened.verdict, 'GENUINE');
  assert.deepEqual(
    [opened.number, opened.issuedAt, opened.bodyDigest, opened.fileDigest],
    [report.number, report.issuedAt, report.bodyDigest, report.fileDigest],
  );
  const [[start, end], [next, last]] = opened.covered as [[number, number], [number, number]];
  assert.deepEqual([start, last], [0, report.pdf.length]);
  const inSignature = Array.from(
    { length: 60 },
    (_, i) => end + Math.floor(((next - end) * i) / 60),
  );
  const step = Math.floor(report.pdf.length / 140);
  const everywhere = Array.from({ length: 140 }, (_, i) => i * step + (i % 7));
  for (const place of [...inSignature, ...everywhere, next - 1, last - 1]) {
    for (const bit of [0x20, 0x01]) {
      const changed = Buffer.from(report.pdf);
      changed[place] = (changed[place] ?? 0) ^ bit;
      assert.notEqual(openReport(changed, trusted).verdict, 'GENUINE', `byte ${place}`);
    }
  }
});

test('offline: cut, lengthened, re-saved, signed by a stranger or with another report’s signature is not genuine', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const other = await issueReport(ctx, publicActor, uscc);
  const verdict = (bytes: Buffer): string => openReport(bytes, trusted).verdict;
  assert.equal(verdict(report.pdf.subarray(0, -1)), 'ALTERED');
  assert.equal(verdict(Buffer.concat([report.pdf, Buffer.from('\n')])), 'ALTERED');
  const resaved = join(folder, 'resaved.pdf');
  run('qpdf', saved(report), resaved);
  assert.notEqual(verdict(readFileSync(resaved)), 'GENUINE');
  const range = openReport(other.pdf, trusted).covered as [[number, number], [number, number]];
  const grafted = Buffer.from(report.pdf);
  other.pdf.copy(grafted, range[0][1], range[0][1], range[1][0]);
  assert.equal(verdict(grafted), 'ALTERED');
  const stranger = memoryKeyring().documentKeys();
  assert.equal(
    openReport(report.pdf, { certificates: stranger.certificates, sealKeys: null }).verdict,
    'ALTERED',
  );
  assert.equal(verdict(Buffer.from('%PDF-1.7\nhello')), 'NOT_A_REPORT');
  assert.equal(verdict(Buffer.alloc(0)), 'NOT_A_REPORT');
});

test('online: number and code say valid; K10: a wrong code and an invented number answer the same', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const valid = await verifyByCode(ctx, publicActor, report);
  assert.equal(valid.status, 'VALID');
  assert.deepEqual([valid.number, valid.subject?.uscc], [report.number, uscc]);
  assert.equal((await verifyByDigest(ctx, publicActor, report.fileDigest)).status, 'VALID');
  const wrong = await verifyByCode(ctx, publicActor, { ...report, code: '23456789ABCD' });
  const invented = { number: 'XYBG610202202011220000017', code: report.code };
  assert.deepEqual(wrong, await verifyByCode(ctx, publicActor, invented));
  assert.equal(wrong.status, 'UNKNOWN');
  const another = await issueReport(ctx, publicActor, uscc);
  const swapped = await verifyByCode(ctx, publicActor, {
    number: report.number,
    code: another.code,
  });
  assert.deepEqual(swapped, wrong);
  assert.equal((await verifyByDigest(ctx, publicActor, '00'.repeat(32))).status, 'UNKNOWN');
});

/** Every statement that `work` sends, in its order. */
async function statementsOf(work: (ctx: Context) => Promise<unknown>): Promise<string[]> {
  const sent: string[] = [];
  const watching: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      sent.push(ctx.db.app.getExecutor().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  await work({ ...ctx, db: { ...ctx.db, app: ctx.db.app.withPlugin(watching) } });
  return sent;
}

test('K10: a wrong code, an invented number and what is neither cost the same work, and no answer comes at once', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const unknown = [
    { number: report.number, code: '23456789ABCD' },
    { number: 'XYBG610202202011220000017', code: report.code },
    { number: report.number.slice(0, -1), code: report.code },
    { number: '', code: '' },
  ];
  const [first = [], ...others] = await Promise.all(
    unknown.map((given) => statementsOf((watched) => verifyByCode(watched, publicActor, given))),
  );
  assert.ok(first.length >= 3 && first.some((text) => text.includes('"report"')), first.join('\n'));
  for (const sent of others) assert.deepEqual(sent, first);
  for (const given of [report, ...unknown]) {
    const began = performance.now();
    await verifyByCode(ctx, publicActor, given);
    assert.ok(performance.now() - began >= 79, given.number);
  }
});

test('K14: issue, download and verification each leave a row the subject finds, and the code is kept as a hash only', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  await verifyByCode(ctx, publicActor, report);
  const file = await reportFile(ctx, publicActor, report);
  assert.ok(file.pdf.equals(report.pdf));
  const { rows } = await db.raw.query<{ output: string; account: string; subject_id: string }>(
    `select output, account, subject_id from credit.reading where detail->>'number' = $1 order by at`,
    [report.number],
  );
  assert.deepEqual(
    rows.map(({ output }) => output),
    ['reports.issue', 'reports.verify', 'reports.download'],
  );
  assert.ok(rows.every((row) => row.subject_id !== null && row.account === 'public'));
  const superuser = await db.superuser();
  const kept = await superuser.query('select * from credit.report natural join credit.report_file');
  assert.ok(!JSON.stringify(kept.rows).includes(report.code));
  assert.ok(!kept.rows.some((row: { sealed: Buffer }) => row.sealed.includes('%PDF')));
  await superuser.end();
});

test('the leaf of a report commits to file and body digest', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const { rows } = await db.raw.query<{ subject_id: string; commitment: Buffer; salt: Buffer }>(
    `select r.subject_id, l.commitment, s.salt from credit.report r
      join ledger.leaf l using (leaf_id) join ledger.salt s using (leaf_id) where r.number = $1`,
    [report.number],
  );
  const [row] = rows;
  assert.ok(row);
  const content = leafContent({
    number: report.number,
    subjectId: row.subject_id,
    version: 'PUBLIC',
    issuedAt: new Date(report.issuedAt),
    fileDigest: createHash('sha256').update(report.pdf).digest(),
    bodyDigest: Buffer.from(report.bodyDigest, 'hex'),
  });
  assert.ok(commitmentOf(row.salt, content).equals(row.commitment));
});

test('K12, K13: what was withdrawn is in no new report, and a report that shows it is no longer handed out', async () => {
  const firm = { serial: 2, name: '铜川市王益区后撤商贸有限公司' };
  const [, taken] = await publish([registration(firm), penalty(firm)]);
  const earlier = await issueReport(ctx, publicActor, code(2));
  assert.match(textOf(earlier), /王应急罚/);
  assert.ok(taken);
  await inTransaction(db.app, system, (tx) => withdraw(tx, ctx, system, [taken], '修复完成'));
  assert.equal((await verifyByCode(ctx, publicActor, earlier)).status, 'CHANGED_SINCE');
  await assert.rejects(reportFile(ctx, publicActor, earlier), { code: 'REPORT_NOT_FOUND' });
  const later = await issueReport(ctx, publicActor, code(2));
  assert.doesNotMatch(textOf(later), /王应急罚/);
  assert.equal((await verifyByCode(ctx, publicActor, later)).status, 'VALID');
  // A newer report marks nothing: the older one is still only changed.
  assert.equal((await verifyByCode(ctx, publicActor, earlier)).status, 'CHANGED_SINCE');
});

test('K12: what is no longer shown because its period has ended is in no report any more, nor is the file handed out', async () => {
  const firm = { serial: 5, name: '铜川市王益区期满商贸有限公司' };
  await publish([registration(firm), penalty(firm)]);
  const report = await issueReport(ctx, publicActor, code(5));
  assert.match(textOf(report), /王应急罚/);
  const after = { ...ctx, clock: fixedClock('2030-01-02T02:00:00Z') };
  assert.equal((await verifyByCode(after, publicActor, report)).status, 'CHANGED_SINCE');
  assert.equal(
    (await verifyByDigest(after, publicActor, report.fileDigest)).status,
    'CHANGED_SINCE',
  );
  await assert.rejects(reportFile(after, publicActor, report), { code: 'REPORT_NOT_FOUND' });
  assert.doesNotMatch(textOf(await issueReport(after, publicActor, code(5))), /王应急罚/);
  // The file in somebody's hands stays genuine: only the register can say what has changed.
  assert.equal(openReport(report.pdf, trusted).verdict, 'GENUINE');
});

test('a correction makes a new report and marks the old one; a withdrawal needs a reason and happens once', async () => {
  const report = await issueReport(ctx, publicActor, uscc);
  const corrected = await correctReport(ctx, approver, report.number, '登记机关名称有误');
  const old = await verifyByCode(ctx, publicActor, report);
  assert.deepEqual([old.status, old.successor], ['SUPERSEDED', corrected.number]);
  await assert.rejects(correctReport(ctx, approver, report.number, '再次更正'), {
    code: 'REPORT_NOT_VALID',
  });
  await assert.rejects(withdrawReport(ctx, approver, corrected.number, ' 无 '), {
    code: 'REPORT_REASON_MISSING',
  });
  await withdrawReport(ctx, approver, corrected.number, '出具对象有误');
  assert.equal((await verifyByCode(ctx, publicActor, corrected)).status, 'WITHDRAWN');
  await assert.rejects(withdrawReport(ctx, approver, corrected.number, '出具对象有误'), {
    code: 'REPORT_NOT_VALID',
  });
  assert.equal(openReport(corrected.pdf, trusted).verdict, 'GENUINE');
});

test('K3: no public report about a household, and none about an unknown code', async () => {
  const household = { serial: 3, name: '王益区赵示例小吃店', household: true };
  await publish([registration(household)]);
  await assert.rejects(issueReport(ctx, publicActor, code(3, '92')), {
    code: 'REPORT_OF_HOUSEHOLD',
  });
  await assert.rejects(issueReport(ctx, publicActor, code(99)), {
    code: 'REPORT_SUBJECT_NOT_FOUND',
  });
});

test('words in records are data: markup of the template language is printed, never obeyed', async () => {
  const firm = { serial: 4, name: '铜川市王益区示例标记有限公司' };
  const words = '#panic("x") $y$ *粗* = 标题 #read("/etc/passwd") \\ @引用';
  await publish([registration(firm), penalty(firm, { CF_SY: words })]);
  const text = textOf(await issueReport(ctx, publicActor, code(4)));
  assert.ok(text.includes('#panic("x")') && text.includes('*粗*'));
});

test('the database lets nobody change or remove an issued report', async () => {
  for (const statement of [
    'update credit.report set template = template',
    'delete from credit.report',
    'delete from credit.report_file',
    'delete from credit.report_act',
    "update credit.report_act set reason = 'x'",
  ])
    await assert.rejects(db.raw.query(statement), /permission denied/, statement);
});
