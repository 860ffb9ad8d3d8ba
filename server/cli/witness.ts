import { setTimeout as sleep } from 'node:timers/promises';
import { defineProblems, Problem } from '../platform/problem.ts';
import { openWitnessKey, witnessLine } from '../witness/key.ts';
import { logAt } from '../witness/log-client.ts';
import { holdState } from '../witness/state.ts';
import { witnessRound, type WitnessParts } from '../witness/witness.ts';
import { exit, parse, required, type Command } from './command.ts';
import { complain } from './complain.ts';

const USAGE =
  'witness --log URL --key FILE --state DIR [--name NAME] [--pin KEY] [--every SECONDS] [--once] [--json]';
const EVERY = '60';
const MS = 1000;

const problem = defineProblems({
  WITNESS_EVERY: {
    status: 400,
    zh: '--every 须为 1 至 86400 的整数秒。',
    en: '--every is a whole number of seconds from 1 to 86400.',
  },
});

/** `witness`: cosigns the checkpoints of a log from outside; needs neither database nor data folder. */
export const witnessCommand: Command = {
  name: 'witness',
  usage: USAGE,
  zh: '作为外部见证方核对并联署存证检查点',
  en: 'Verify and cosign the checkpoints of a log as an outside witness',
  help: [
    '--log URL      平台网址 / address of the platform',
    '--key FILE     见证密钥，首次运行时生成 / key of the witness, made on the first run',
    '--state DIR    已见过的检查点 / what was seen before',
    '--name NAME    首次运行时的见证方名称 / name of the witness, first run',
    '--pin KEY      事先核对过的日志公钥 / key of the log as checked by hand',
    '--every N      每 N 秒一次，默认 60 / seconds between rounds',
    '--once         只做一次 / one round only',
    '退出码 exit code：0 已联署 cosigned · 1 拒绝 refused · 2 未能核对 could not run',
  ],
  async run(args) {
    const options = {
      log: { type: 'string' },
      key: { type: 'string' },
      state: { type: 'string' },
      name: { type: 'string' },
      pin: { type: 'string' },
      every: { type: 'string' },
      once: { type: 'boolean' },
    } as const;
    const parsed = parse(args, USAGE, options, 0);
    const key = openWitnessKey(required(parsed, 'key', USAGE), parsed.text('name'));
    const pinned = parsed.text('pin');
    const parts: WitnessParts = {
      log: logAt(required(parsed, 'log', USAGE)),
      key,
      state: required(parsed, 'state', USAGE),
      ...(pinned === undefined ? {} : { pinned }),
      now: () => new Date(),
    };
    const every = Number(parsed.text('every') ?? EVERY);
    if (!Number.isInteger(every) || every < 1 || every > 86_400) throw problem('WITNESS_EVERY');
    const json = parsed.flag('json');
    if (!json) console.log(`见证公钥 key of this witness：${witnessLine(key)}`);
    const held = holdState(parts.state);
    try {
      for (;;) {
        const code = await oneRound(parts, json);
        if (parsed.flag('once')) return code;
        await sleep(every * MS);
      }
    } finally {
      held.release();
    }
  },
};

/** One round with its answer in words; a refusal is a finding, not a failure. */
async function oneRound(parts: WitnessParts, json: boolean): Promise<number> {
  try {
    const { size, refusal, newKey } = await witnessRound(parts);
    const answer = { cosigned: true, witness: parts.key.name, size, taken: refusal === null };
    if (json) console.log(JSON.stringify({ ...answer, refusal, newKey }));
    else {
      if (newKey) console.log(`日志密钥已由旧密钥签名移交 the log was handed over to：${newKey}`);
      console.log(
        `已联署 cosigned：${size} 条${refusal === null ? '' : `。平台未接收：${refusal}`}`,
      );
    }
    return refusal === null ? exit.good : exit.findings;
  } catch (error) {
    complain(error, json);
    const refused = error instanceof Problem && error.status === 409;
    return refused ? exit.findings : exit.couldNotRun;
  }
}
