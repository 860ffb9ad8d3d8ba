import { restoreFiles, takeOut, type Restored } from '../instance/restore.ts';
import { checkpointRoot } from '../modules/ledger/index.ts';
import { endAllSessions } from '../modules/access/index.ts';
import type { Context } from '../context.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, parse, type Command, type Parsed } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { verifyLedger } from './verify.ts';
import { withInstance } from './with-instance.ts';

const problem = defineProblems({
  RESTORE_CHECKPOINT: {
    status: 422,
    zh: '恢复出的存证日志中没有备份所记的检查点（{size} 条）。请换用另一份备份。',
    en: 'The restored ledger lacks the checkpoint of {size} entries that the backup names. Use another backup.',
  },
});

const USAGE = 'restore DIR [--keys FOLDER] [--tar FILE] [--json]';

/** `restore DIR --data NEW`: a backup becomes an instance again, and proves that it is whole. */
export const restoreCommand: Command = {
  name: 'restore',
  usage: USAGE,
  zh: '从备份恢复实例，并自检',
  en: 'Restore an instance from a backup and check it',
  help: [
    'DIR         备份所在文件夹 / folder of the backup',
    '--keys DIR  保管的密钥文件夹 / folder of the kept keys',
    '--tar FILE  数据库文件另存，供外部服务器恢复 / the database files apart, for an external server',
    '退出码 exit code：0 完好 whole · 1 自检发现问题 self-check found something · 2 未恢复 refused',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, { keys: { type: 'string' }, tar: { type: 'string' } }, 1);
    const backup = parsed.positionals[0] ?? '';
    const target = parsed.text('tar');
    return target ? takeOutTo(parsed, backup, target) : restore(parsed, backup);
  },
};

async function restore(parsed: Parsed, backup: string): Promise<number> {
  const restored = await restoreFiles(parsed.config(), backup, parsed.text('keys'));
  // The folder says only now of what kind its instance is.
  const config = parsed.config();
  const { result, json } = await withInstance(config, async (ctx, erasedAgain) => {
    const checked = await checkRestored(ctx, restored, erasedAgain);
    return { result: checked, json: jsonAnswer(ctx, checked) };
  });
  if (parsed.flag('json')) console.log(json);
  else if (result.whole)
    console.log(
      `已恢复到 ${config.dataFolder}：存证 ${result.checkpoint?.size ?? 0} 条与备份一致，自检无异常，重新销毁 ${result.erasedAgain} 项。`,
    );
  else
    console.log(
      `已恢复，但自检发现问题（共 ${result.selfCheck.faults} 处）：${result.selfCheck.first.sentence}`,
    );
  return result.whole ? exit.good : exit.findings;
}

/** What came back: the checkpoint of the backup, what was erased anew, and the whole self-check. */
async function checkRestored(ctx: Context, { manifest }: Restored, erasedAgain: number) {
  const { checkpoint } = manifest;
  if (checkpoint && (await checkpointRoot(ctx, checkpoint.size)) !== checkpoint.root)
    throw problem('RESTORE_CHECKPOINT', { size: checkpoint.size });
  // Who was signed out since must not be signed in again.
  await endAllSessions(ctx);
  const selfCheck = await verifyLedger(ctx);
  const { instance, release, madeAt } = manifest;
  const said = { instance, release, madeAt, checkpoint, erasedAgain };
  return selfCheck.whole
    ? ({ whole: true, ...said, selfCheck } as const)
    : ({ whole: false, ...said, selfCheck } as const);
}

async function takeOutTo(parsed: Parsed, backup: string, target: string): Promise<number> {
  const { postgres } = await takeOut(parsed.config(), backup, parsed.text('keys'), target);
  if (parsed.flag('json')) console.log(JSON.stringify({ file: target, postgres }));
  else console.log(`已取出数据库文件 ${target}（PostgreSQL ${Math.floor(postgres / 10_000)}）。`);
  return exit.good;
}
