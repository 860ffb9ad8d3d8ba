import { writeFileSync } from 'node:fs';
import type { Context } from '../context.ts';
import { actorFor } from '../modules/access/index.ts';
import { issueReport, shownCode } from '../modules/reports/index.ts';
import { runningInstance } from '../platform/lock.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, parse, required, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const USAGE = 'report USCC --out FILE.pdf [--as ACCOUNT] [--json]';
const DEFAULT_ACCOUNT = 'zhengxin';

const problem = defineProblems({
  FILE_NOT_WRITTEN: {
    status: 503,
    zh: '不能写入文件 {file}（{reason}）。请检查路径和写入权限；报告 {number} 已经出具。',
    en: 'The file {file} cannot be written ({reason}). Check path and permissions; the report {number} was issued.',
  },
});

/** `report`: issues the public credit report of an organisation as a signed PDF. */
export const reportCommand: Command = {
  name: 'report',
  usage: USAGE,
  zh: '出具一个主体的公开版信用报告（留痕）',
  en: 'Issue the public credit report of a subject (logged)',
  help: [
    '--out FILE.pdf   报告写到哪里，必填 / where to write it',
    `--as ACCOUNT     以谁的名义，默认 ${DEFAULT_ACCOUNT} / in whose name`,
  ],
  async run(args) {
    const parsed = parse(args, USAGE, { out: { type: 'string' }, as: { type: 'string' } }, 1);
    const out = required(parsed, 'out', USAGE);
    const uscc = (parsed.positionals[0] ?? '').normalize('NFKC').trim().toUpperCase();
    return withInstance(parsed.config(), async (given) => {
      const ctx = atItsAddress(given);
      const actor = await actorFor(ctx, parsed.text('as') ?? DEFAULT_ACCOUNT, 'cli');
      const { pdf, ...report } = await issueReport(ctx, actor, uscc);
      write(out, pdf, report.number);
      if (parsed.flag('json')) {
        console.log(jsonAnswer(ctx, { ...report, file: out, bytes: pdf.length }));
      } else {
        console.log(
          `已出具报告 ${report.number}，核验码 ${shownCode(report.code)}，写入 ${out}。\nIssued; verification code ${shownCode(report.code)}, written to ${out}.`,
        );
      }
      return exit.good;
    });
  },
};

/** The QR leads to the program that serves this folder, wherever it listens. */
function atItsAddress(ctx: Context): Context {
  const address = runningInstance(ctx.config.dataFolder)?.address;
  if (!address) return ctx;
  const { hostname, port } = new URL(address);
  return { ...ctx, config: { ...ctx.config, host: hostname, port: Number(port) } };
}

function write(file: string, pdf: Buffer, number: string): void {
  try {
    writeFileSync(file, pdf);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw problem('FILE_NOT_WRITTEN', { file, reason, number });
  }
}
