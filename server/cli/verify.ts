import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { checkAudit } from '../modules/access/index.ts';
import { checkTree, ledgerHead, sequence, type LedgerHead } from '../modules/ledger/index.ts';
import { checkPublished } from '../modules/publication/index.ts';
import { checkRecords } from '../modules/records/index.ts';
import { checkReports } from '../modules/reports/index.ts';
import { defineProblems, Problem } from '../platform/problem.ts';
import { exit, parse, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { verifyReport } from './verify-report.ts';
import { withInstance } from './with-instance.ts';

const USAGE =
  'verify ledger | verify report FILE.pdf [--offline] [--certificate FILE] [--as ACCOUNT] [--json]';

const options = {
  offline: { type: 'boolean' },
  certificate: { type: 'string' },
  as: { type: 'string' },
} as const;

const problem = defineProblems({
  NOTHING_TO_VERIFY: {
    status: 400,
    zh: '不能核验“{what}”，可核验：ledger（存证日志）、report FILE.pdf（信用报告）。',
    en: '"{what}" cannot be verified; there are: ledger, report FILE.pdf.',
  },
});

/** `verify ledger`: recomputes the log and the records; exit 1 and the first broken entry, or the head. `verify report`: see there. */
export const verifyCommand: Command = {
  name: 'verify',
  usage: USAGE,
  zh: '核验存证日志与记录未被改写，或者一份信用报告的真伪',
  en: 'Verify that ledger and records were not rewritten, or that a report is genuine',
  help: [
    '--offline           只看文件，不问平台登记 / the file alone, without the register',
    '--certificate FILE  离线时用平台公布的证书（PEM）/ published certificate, with --offline',
    '--as ACCOUNT        以谁的名义查询登记 / in whose name the register is asked',
    '退出码 exit code：0 完好 whole · 1 发现改动 changed · 2 未能核验 could not run',
  ],
  async run(args) {
    const about = args.find((word) => !word.startsWith('--'));
    const parsed = parse(args, USAGE, options, about === 'report' ? 2 : 1);
    const [what = '', file = ''] = parsed.positionals;
    if (what === 'report') return verifyReport(parsed, file);
    if (what !== 'ledger') throw problem('NOTHING_TO_VERIFY', { what });
    const { result, json } = await withInstance(parsed.config(), async (ctx) => {
      const verified = await verifyLedger(ctx);
      return { result: verified, json: jsonAnswer(ctx, verified) };
    });
    if (parsed.flag('json')) console.log(json);
    else if (result.whole) {
      console.log(
        `存证日志完好：${result.head.size} 条，核对记录 ${result.records} 条、公示 ${result.published} 条、信用报告 ${result.reports} 份、操作日志 ${result.acts} 条，根 ${result.head.root}`,
      );
    } else console.log(`发现改动（共 ${result.faults} 处）：${result.first.sentence}`);
    return result.whole ? exit.good : exit.findings;
  },
};

/** Recomputes log, records, reports and audit entries: whole with the head, or how many faults and the first. */
export async function verifyLedger(ctx: Context) {
  const halted = await signNewest(ctx);
  const inLog = await checkTree(ctx);
  const { checked, findings } = await checkRecords(ctx);
  const shown = await checkPublished(ctx);
  const reports = await checkReports(ctx);
  const acts = await checkAudit(ctx);
  const all = [
    ...halted,
    ...inLog,
    ...findings,
    ...shown.findings,
    ...reports.findings,
    ...acts.findings,
  ];
  const [first] = all;
  if (!first) {
    const head = await headOrEmpty(ctx);
    return {
      whole: true,
      records: checked,
      published: shown.checked,
      reports: reports.checked,
      acts: acts.checked,
      head,
    } as const;
  }
  const sentence = 'zh' in first ? `${first.zh}\n${first.en}` : first.message;
  return { whole: false, faults: all.length, first: { ...first, sentence } } as const;
}

/** Signs what waits; a log that may not be signed is itself a finding, and the others are still looked for. */
async function signNewest(ctx: Context): Promise<{ code: string; message: string }[]> {
  try {
    await sequence(ctx);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return [{ code: error.code, message: `${error.message}\n${error.messageEn}` }];
  }
}

/** A log with nothing in it yet is whole too; its root is by definition the digest of nothing. */
async function headOrEmpty(ctx: Context): Promise<Pick<LedgerHead, 'size' | 'root'>> {
  try {
    return await ledgerHead(ctx);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'LEDGER_EMPTY')) throw error;
    return { size: 0, root: createHash('sha256').digest('base64') };
  }
}
