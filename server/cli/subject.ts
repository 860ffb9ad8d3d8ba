import { actorFor } from '../modules/access/index.ts';
import { classOf, type Policy } from '../modules/policy/index.ts';
import { archive, statusZh, type Archive } from '../modules/records/index.ts';
import { inTransaction } from '../platform/db.ts';
import { isPlainDate } from '../platform/plain-date.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, parse, required, type Command, type Parsed } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const USAGE =
  'subject USCC --purpose TEXT [--as-of DATE] [--known-on DATE] [--as ACCOUNT] [--json]';
const DEFAULT_ACCOUNT = 'zhengxin';

const problem = defineProblems({
  BAD_DATE: {
    status: 400,
    zh: '--{name} 的值“{value}”不是日期，请写成 2026-06-30 这样。',
    en: 'The value "{value}" of --{name} is not a date; write it like 2026-06-30.',
  },
});

/** `subject`: the file of one organisation as it was, and as it was known, on given days. */
export const subjectCommand: Command = {
  name: 'subject',
  usage: USAGE,
  zh: '查看一个主体的信用档案（留痕）',
  en: 'Show the file of one subject (the reading is logged)',
  help: [
    '--purpose TEXT   查阅目的，必填，记入留痕 / why it is read, logged',
    '--as-of DATE     该日有效的状态 / what was in force on that day',
    '--known-on DATE  该日已知的内容 / what was known on that day',
    `--as ACCOUNT     以谁的名义，默认 ${DEFAULT_ACCOUNT} / in whose name`,
  ],
  async run(args) {
    const parsed = parse(
      args,
      USAGE,
      {
        'as-of': { type: 'string' },
        'known-on': { type: 'string' },
        as: { type: 'string' },
        purpose: { type: 'string' },
      },
      1,
    );
    const purpose = required(parsed, 'purpose', USAGE);
    const asOf = day(parsed, 'as-of');
    const knownOn = day(parsed, 'known-on');
    return withInstance(parsed.config(), async (ctx) => {
      const actor = await actorFor(ctx, parsed.text('as') ?? DEFAULT_ACCOUNT, 'cli');
      const file = await inTransaction(ctx.db.app, actor, (tx) =>
        archive(tx, ctx, actor, {
          uscc: parsed.positionals[0] ?? '',
          asOf,
          knownOn,
          purpose,
        }),
      );
      console.log(parsed.flag('json') ? jsonAnswer(ctx, file) : fileText(ctx.policy, file));
      return exit.good;
    });
  },
};

function fileText(policy: Policy, { subject, asOf, knownOn, records }: Archive): string {
  const lines = records.map(({ classCode, factDate, status }) => {
    const name = classOf(policy, classCode, factDate)?.nameZh ?? classCode;
    return `${factDate}  ${name}  ${statusZh[status]}`;
  });
  if (lines.length === 0)
    lines.push(`截至 ${asOf} 的事实，按 ${knownOn} 已知的信息，没有可以查看的记录。`);
  return [`${subject.uscc ?? ''}  ${subject.name ?? '未收到登记信息'}`, ...lines].join('\n');
}

function day(parsed: Parsed, name: string): string | undefined {
  const value = parsed.text(name);
  if (value !== undefined && !isPlainDate(value)) throw problem('BAD_DATE', { name, value });
  return value;
}
