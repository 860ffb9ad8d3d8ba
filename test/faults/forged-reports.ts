import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Context } from '../../server/context.ts';
import { publicActor } from '../../server/modules/access/index.ts';
import {
  code,
  licence,
  penalty,
  registration,
  storeBatch,
} from '../../server/modules/publication/made-up-records.ts';
import { publicFile, publishBatch } from '../../server/modules/publication/index.ts';
import {
  fileWords,
  issueReport,
  openReport,
  verifyByCode,
  verifyByDigest,
  type IssuedReport,
  type TrustedKeys,
} from '../../server/modules/reports/index.ts';
import { reportContent, templateOn } from '../../server/modules/reports/body.ts';
import { drawSigned } from '../../server/modules/reports/draw.ts';
import { reportNumber } from '../../server/modules/reports/number.ts';
import { system } from '../../server/platform/actor.ts';
import { fixedClock } from '../../server/platform/clock.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { memoryKeyring } from '../../server/platform/keyring.ts';
import { ensurePrograms } from '../../tools/debian.ts';
import { testContext } from '../context.ts';
import { newTestDatabase } from '../database.ts';
import { Dice } from './dice.ts';

/** Of so many changed files one is also asked about at the register, which takes its time on purpose. */
const ASKED_EVERY = 50;
const NOW = '2026-11-22T02:00:05Z';
const DAY = '2026-11-22';
const ADDRESS = 'http://127.0.0.1:8610';
const [ONE, OTHER] = [
  { serial: 1, name: '铜川市王益区宏远建材有限公司' },
  { serial: 2, name: '铜川市王益区示例食品有限公司' },
];

export interface ForgeriesResult {
  /** Files with one byte changed, each at another place. */
  readonly done: number;
  readonly fileBytes: number;
  /** How many of the changed bytes lie in the signature itself. */
  readonly inSignature: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** How many of them the register was asked about, too. */
  readonly asked: number;
  /** The other forgeries by name, with what was answered. */
  readonly forgeries: Readonly<Record<string, string>>;
  readonly wrong: readonly string[];
}

/**
 * Judges forgeries of a genuine report: one byte changed at so many different places, saved anew by
 * other programs, with another report's QR code, with an invented number. None may pass, and each
 * must be refused in words.
 */
export async function runForgeries(options: {
  readonly seed: number;
  readonly places: number;
  readonly say?: (line: string) => void;
}): Promise<ForgeriesResult> {
  ensurePrograms(['qpdf', 'pdftocairo', 'pdfunite'], ['qpdf', 'poppler-utils']);
  const db = await newTestDatabase();
  const ctx = await testContext(db, { clock: fixedClock(NOW) });
  try {
    return await new Forger(ctx, options.seed).run(options.places, options.say);
  } finally {
    await ctx.jobs.stop();
    await db.drop();
  }
}

class Forger {
  readonly #ctx: Context;
  readonly #dice: Dice;
  readonly #trusted: TrustedKeys;
  readonly #verdicts: Record<string, number> = {};
  readonly #forgeries: Record<string, string> = {};
  readonly #wrong: string[] = [];
  #asked = 0;

  constructor(ctx: Context, seed: number) {
    this.#ctx = ctx;
    this.#dice = new Dice(seed);
    this.#trusted = {
      certificates: ctx.keys.documentKeys().certificates,
      sealKeys: ctx.keys.checkpointKeys,
    };
  }

  async run(places: number, say?: (line: string) => void): Promise<ForgeriesResult> {
    const rows = [ONE, OTHER].flatMap((one) => [registration(one), penalty(one), licence(one)]);
    const { batchId } = await storeBatch(this.#ctx, rows);
    await publishBatch(this.#ctx, batchId);
    const [report, other] = [await this.#issue(ONE.serial), await this.#issue(OTHER.serial)];
    const genuine = openReport(report.pdf, this.#trusted);
    if (genuine.verdict !== 'GENUINE') this.#wrong.push(`the genuine one is ${genuine.verdict}`);
    const inSignature = await this.#changeBytes(report, places, say);
    await this.#saveAnew(report, other);
    await this.#drawAnew(report, other);
    await this.#askByCode(report, other);
    return {
      done: places,
      fileBytes: report.pdf.length,
      inSignature,
      verdicts: this.#verdicts,
      asked: this.#asked,
      forgeries: this.#forgeries,
      wrong: this.#wrong,
    };
  }

  #issue(serial: number): Promise<IssuedReport> {
    return issueReport(this.#ctx, publicActor, code(serial));
  }

  async #changeBytes(
    { pdf }: IssuedReport,
    places: number,
    say?: (line: string) => void,
  ): Promise<number> {
    const covered = openReport(pdf, this.#trusted).covered ?? [];
    const [start, end] = [covered[0]?.[1] ?? 0, covered[1]?.[0] ?? 0];
    const taken = new Set<number>();
    let inSignature = 0;
    for (let i = 0; i < Math.min(places, pdf.length); i += 1) {
      let place = this.#dice.roll(pdf.length);
      while (taken.has(place)) place = (place + 1) % pdf.length;
      taken.add(place);
      if (place >= start && place < end) inSignature += 1;
      const forged = Buffer.from(pdf);
      forged[place] = (forged[place] ?? 0) ^ (1 + this.#dice.roll(255));
      await this.#judge(`byte ${place}`, forged, i % ASKED_EVERY === 0);
      if (i % 1000 === 0) say?.(`${i} changed bytes`);
    }
    return inSignature;
  }

  /** What other programs make of a genuine file: none of them can sign it again. */
  async #saveAnew(report: IssuedReport, other: IssuedReport): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'xinyong-forged-'));
    try {
      const [file, strange, out] = ['one.pdf', 'other.pdf', 'out.pdf'].map((name) =>
        join(folder, name),
      ) as [string, string, string];
      writeFileSync(file, report.pdf);
      writeFileSync(strange, other.pdf);
      const programs: readonly (readonly string[])[] = [
        ['qpdf', file, out],
        ['qpdf', '--linearize', file, out],
        ['qpdf', '--qdf', file, out],
        ['qpdf', '--object-streams=generate', file, out],
        ['qpdf', file, '--pages', file, '1', strange, '2-z', '--', out],
        ['pdftocairo', '-pdf', file, out],
        ['pdfunite', file, strange, out],
      ];
      for (const [program = '', ...words] of programs) {
        rmSync(out, { force: true });
        spawnSync(program, words);
        const name = [program, ...words.filter((word) => word.startsWith('--'))].join(' ');
        this.#forgeries[name] = await this.#judge(name, readFileSync(out), true);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const shorter = report.pdf.subarray(0, -1);
    const longer = Buffer.concat([report.pdf, Buffer.from('\n% later\n')]);
    this.#forgeries['one byte less'] = await this.#judge('shorter', shorter, true);
    this.#forgeries['a line more'] = await this.#judge('longer', longer, true);
  }

  /** Reports a forger draws himself with the same program: he lacks only the keys. */
  async #drawAnew(report: IssuedReport, other: IssuedReport): Promise<void> {
    const keys = memoryKeyring();
    const template = templateOn(this.#ctx.policy, DAY);
    const shown = await inTransaction(this.#ctx.db.app, system, (tx) =>
      publicFile(tx, this.#ctx, code(ONE.serial), DAY),
    );
    if (!template || !shown) throw new Error('nothing to forge');
    const content = reportContent({ ...shown, items: [] }, template);
    const draw = (number: string, printed: string): Promise<Buffer> => {
      const { issuedAt } = report;
      const said = { number, issuedAt, dataUpTo: DAY, policy: this.#ctx.policy.hash, content };
      const body = { ...said, version: 'PUBLIC', notice: null } as const;
      return drawSigned({ body, template, code: printed, base: ADDRESS }, keys);
    };
    const strange = await draw(other.number, other.code);
    this.#forgeries['another’s QR'] = await this.#judge('another’s QR', strange, true);
    const invented = await draw(inventedNumber(), '23456789ABCD');
    this.#forgeries['an invented number'] = await this.#judge('invented number', invented, true);
  }

  /** What whoever scans a forged sheet learns: the register's own facts, or nothing at all. */
  async #askByCode(report: IssuedReport, other: IssuedReport): Promise<void> {
    const ask = (number: string, printed: string) =>
      verifyByCode(this.#ctx, publicActor, { number, code: printed });
    const scanned = await ask(other.number, other.code);
    this.#forgeries['scanned: another’s QR'] = `${scanned.status} ${scanned.subject?.name}`;
    if (scanned.subject?.uscc !== code(OTHER.serial))
      this.#wrong.push('another’s QR does not name whose report it is');
    const unknown = {
      'another’s code': await ask(report.number, other.code),
      'an invented code': await ask(report.number, '23456789ABCD'),
      'an invented number': await ask(inventedNumber(), report.code),
      'a number with a wrong digit': await ask(`${report.number.slice(0, -1)}x`, report.code),
    };
    for (const [name, answer] of Object.entries(unknown)) {
      this.#forgeries[`scanned: ${name}`] = answer.status;
      if (answer.status !== 'UNKNOWN' || !isSentence(answer.zh) || answer.subject !== null)
        this.#wrong.push(`${name} was answered ${JSON.stringify(answer)}`);
    }
  }

  async #judge(name: string, file: Buffer, asks: boolean): Promise<string> {
    const { verdict, fileDigest } = openReport(file, this.#trusted);
    this.#verdicts[verdict] = (this.#verdicts[verdict] ?? 0) + 1;
    if (verdict === 'GENUINE') this.#wrong.push(`${name} passed as genuine`);
    if (!isSentence(fileWords[verdict])) this.#wrong.push(`${name} was refused without words`);
    if (!asks) return verdict;
    const { status, zh } = await verifyByDigest(this.#ctx, publicActor, fileDigest);
    this.#asked += 1;
    if (status !== 'UNKNOWN' || !isSentence(zh)) this.#wrong.push(`${name} is ${status}`);
    return `${verdict}, ${status}`;
  }
}

function inventedNumber(): string {
  return reportNumber('610202', DAY, 777_777);
}

function isSentence(words: string): boolean {
  return /^\p{Script=Han}.+[。.]$/u.test(words);
}
