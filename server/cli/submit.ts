import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { allJobs } from '../all-jobs.ts';
import type { Context } from '../context.ts';
import { actorFor } from '../modules/access/index.ts';
import {
  batchDetail,
  listRows,
  processBatch,
  receiveBatch,
  type BatchDetail,
  type SheetFinding,
} from '../modules/intake/index.ts';
import { compileClass } from '../modules/catalogue/index.ts';
import type { Actor } from '../platform/actor.ts';
import { findingJson, findingText } from './check.ts';
import { knownClass } from './class-code.ts';
import { exit, parse, required, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { readInput } from './input-file.ts';
import { withInstance } from './with-instance.ts';

const USAGE = 'submit FILE --class CLASS --as ACCOUNT [--json]';
const POLL_MS = 500;
const MAX_FINDINGS = 100_000;
const PAGE = 200;

/** What a submission came to, as programs read it. */
export interface SubmissionReport {
  readonly batch: BatchDetail;
  readonly isNew: boolean;
  /** Findings of the judge, as `check` gives them; `storeFindings` are those of the store rules. */
  readonly findings: readonly SheetFinding[];
  readonly storeFindings: readonly SheetFinding[];
}

/** `submit`: the whole intake of a file; exit 1 when a row did not enter, 2 when the file was refused. */
export const submitCommand: Command = {
  name: 'submit',
  usage: USAGE,
  zh: '报送一份表格',
  en: 'Submit a sheet through the whole intake',
  help: [
    '--class CLASS  信息类别代码，如 ADMIN_PENALTY / code of the class',
    '--as ACCOUNT   以哪个账号报送，如 shichangjianguan / in whose name',
    '退出码 exit code：0 全部入库 all entered · 1 有未入库的行 some rows did not enter · 2 未能报送 refused',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, { class: { type: 'string' }, as: { type: 'string' } }, 1);
    const classCode = required(parsed, 'class', USAGE);
    const account = required(parsed, 'as', USAGE);
    const file = parsed.positionals[0] ?? '';
    const bytes = readInput(file);
    return withInstance(parsed.config(), async (ctx) => {
      knownClass(ctx.policy, classCode);
      const actor = await actorFor(ctx, account, 'cli');
      const report = await submitFile(ctx, actor, { fileName: basename(file), bytes, classCode });
      const json = parsed.flag('json');
      console.log(json ? jsonAnswer(ctx, reportJson(report)) : reportText(report));
      return exitCode(report);
    });
  },
};

/** Receives a file, sees its work done (here or by the running worker) and reports what came of it. */
export async function submitFile(
  ctx: Context,
  actor: Actor,
  submission: { fileName: string; bytes: Buffer; classCode: string },
): Promise<SubmissionReport> {
  const { batchId, isNew } = await receiveBatch(ctx, actor, submission);
  while (!(await processBatch(ctx, batchId))) await sleep(POLL_MS);
  // Without a worker nobody else would publish what entered.
  await ctx.jobs.drain(allJobs(ctx));
  const batch = await batchDetail(ctx, actor, batchId);
  const all = await findingsOf(ctx, actor, batchId);
  const storeRules = new Set(
    compileClass(ctx.policy, submission.classCode).versions.flatMap(({ storeRules }) =>
      storeRules.map((rule) => rule.id),
    ),
  );
  const ofStore = ({ rule }: SheetFinding): boolean =>
    storeRules.has(rule) || /^(?:STORE|SUBJECT|GATE)-/.test(rule);
  return {
    batch,
    isNew,
    findings: [...batch.headerFindings, ...all.filter((finding) => !ofStore(finding))],
    storeFindings: all.filter(ofStore),
  };
}

async function findingsOf(ctx: Context, actor: Actor, batchId: string): Promise<SheetFinding[]> {
  const findings: SheetFinding[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRows>> = await listRows(
      ctx,
      actor,
      '报送回执',
      batchId,
      {
        limit: PAGE,
        ...(after === null ? {} : { after }),
      },
    );
    findings.push(...page.items.flatMap((row) => row.findings));
    after = page.next;
  } while (after !== null && findings.length < MAX_FINDINGS);
  return findings;
}

function exitCode({ batch }: SubmissionReport): number {
  if (batch.state !== 'DONE') return exit.couldNotRun;
  return batch.counts.rejected + batch.counts.quarantined > 0 ? exit.findings : exit.good;
}

function reportJson({ batch, isNew, findings, storeFindings }: SubmissionReport): object {
  const { rows, accepted, rejected, quarantined, ...counts } = batch.counts;
  return {
    rows,
    accepted,
    rejected,
    quarantined,
    ...entered(counts, isNew),
    findings: findings.map(findingJson),
    storeFindings: storeFindings.map(findingJson),
    reportId: batch.reportId,
    receiptNumber: batch.receiptNumber,
    batchId: batch.batchId,
    sameFile: !isNew,
    state: batch.state,
    ...(batch.refusal ? { code: batch.refusal.code, message: batch.refusal.message } : {}),
    classCode: batch.classCode,
    organisation: batch.organisation,
    judgedOn: batch.judgedOn,
    policyHash: batch.policyHash,
  };
}

/** The same file again brings nothing new, whatever it brought the first time. */
function entered(
  counts: Pick<
    BatchDetail['counts'],
    'warned' | 'new' | 'duplicate' | 'corrected' | 'revoked' | 'deleted'
  >,
  isNew: boolean,
): object {
  if (isNew) return counts;
  const { new: added, duplicate, corrected, revoked, deleted, warned } = counts;
  const known = added + duplicate + corrected + revoked + deleted;
  return { warned, new: 0, duplicate: known, corrected: 0, revoked: 0, deleted: 0 };
}

function reportText({ batch, isNew, findings, storeFindings }: SubmissionReport): string {
  if (batch.refusal) return `没有接收：${batch.refusal.message}`;
  const { counts } = batch;
  return [
    isNew
      ? `回执号 ${batch.receiptNumber}`
      : `这份文件报送过，回执号 ${batch.receiptNumber}；没有新增。`,
    `“${batch.className}”：共 ${counts.rows} 行，新增 ${counts.new}，重复 ${counts.duplicate}，更正 ${counts.corrected}，撤销 ${counts.revoked}，删除 ${counts.deleted}，待人工核定 ${counts.quarantined}，未通过 ${counts.rejected}。`,
    ...[...findings, ...storeFindings].map(findingText),
    `报告编号 report id: ${batch.reportId ?? '—'}`,
  ].join('\n');
}
