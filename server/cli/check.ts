import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkFile, type CheckReport, type SheetFinding } from '../modules/intake/index.ts';
import { loadPolicy } from '../modules/policy/index.ts';
import { systemClock } from '../platform/clock.ts';
import { knownClass } from './class-code.ts';
import { exit, parse, required, type Command } from './command.ts';
import { readableFile } from './input-file.ts';

const USAGE = 'check FILE --class CLASS [--as-sender CODE] [--json]';
const POLICY = fileURLToPath(new URL('../../policy/', import.meta.url));
const SEVERITY = { error: '错误', quarantine: '待核定', warning: '提醒' } as const;

/** `check`: judges a file by policy alone; exit 1 when there is any finding. */
export const checkCommand: Command = {
  name: 'check',
  usage: USAGE,
  zh: '检查一份表格，不入库',
  en: 'Judge a sheet by policy alone, without a database',
  help: [
    '--class CLASS     信息类别代码，如 ADMIN_PENALTY / code of the class',
    '--as-sender CODE  同时核对报送单位 / also judge the rules about the sending organisation',
    '退出码 exit code：0 没有问题 no finding · 1 有问题 findings · 2 未能检查 could not run',
  ],
  async run(args) {
    const parsed = parse(
      args,
      USAGE,
      { class: { type: 'string' }, 'as-sender': { type: 'string' } },
      1,
    );
    const sender = parsed.text('as-sender');
    const policy = loadPolicy(POLICY, join(parsed.config().dataFolder, 'policy'));
    const report = await checkFile({
      policy,
      file: readableFile(parsed.positionals[0] ?? ''),
      fileName: parsed.positionals[0] ?? '',
      classCode: knownClass(policy, required(parsed, 'class', USAGE)),
      today: systemClock.today(),
      ...(sender === undefined ? {} : { sender }),
    });
    console.log(parsed.flag('json') ? JSON.stringify(reportJson(report)) : reportText(report));
    return report.findings.length > 0 ? exit.findings : exit.good;
  },
};

/** The report as programs read it. */
export function reportJson(report: CheckReport): object {
  const { rows, accepted, rejected, quarantined, findings, reportId, ...rest } = report;
  return {
    rows,
    accepted,
    rejected,
    quarantined,
    findings: findings.map(findingJson),
    reportId,
    ...rest,
  };
}

/** A finding as programs read it: the place first, then what is wrong, then the proposal or null. */
export function findingJson(finding: SheetFinding): object {
  const { row, cell, field, value, rule, severity, message, suggestion = null, ...rest } = finding;
  return { row, cell, field, value, rule, severity, message, suggestion, ...rest };
}

function reportText(report: CheckReport): string {
  const { rows, accepted, rejected, quarantined, warned, findings, findingsLeftOut } = report;
  return [
    `“${report.className}”：共 ${rows} 行，合格 ${accepted} 行（其中有提醒 ${warned} 行），不合格 ${rejected} 行，待人工核定 ${quarantined} 行。`,
    ...findings.map(findingText),
    ...(findingsLeftOut > 0 ? [`……另有 ${findingsLeftOut} 处问题未列出。`] : []),
    `报告编号 report id: ${report.reportId}`,
  ].join('\n');
}

/** One line of a finding: where, how grave, what and what to do. */
export function findingText(finding: SheetFinding): string {
  const place = finding.cell ?? `第 ${finding.row} 行`;
  return `${place}\t${SEVERITY[finding.severity]}\t${finding.fieldName}\t${finding.message}`;
}
