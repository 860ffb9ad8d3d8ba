import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { exportLog, ledgerHead } from '../modules/ledger/index.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, parse, required, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const USAGE = 'export ledger --out FILE [--json]';

const problem = defineProblems({
  NOTHING_TO_EXPORT: {
    status: 400,
    zh: '不能导出“{what}”，可导出：ledger（存证日志）。',
    en: '"{what}" cannot be exported; there is: ledger.',
  },
});

/** `export ledger`: the log for outsiders, leaf hashes and checkpoints only (K9). */
export const exportCommand: Command = {
  name: 'export',
  usage: USAGE,
  zh: '导出存证日志，供他人独立核验',
  en: 'Export the ledger for others to verify',
  help: [
    '--out FILE  写入的文件 / file to write',
    '只含叶哈希与签名检查点 / leaf hashes and signed checkpoints only',
    '核验 verify：node tools/verify-ledger.mjs FILE --key KEY',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, { out: { type: 'string' } }, 1);
    const what = parsed.positionals[0] ?? '';
    if (what !== 'ledger') throw problem('NOTHING_TO_EXPORT', { what });
    const out = required(parsed, 'out', USAGE);
    const { head, json } = await withInstance(parsed.config(), async (ctx) => {
      const { size, root, verifierKey } = await ledgerHead(ctx);
      await pipeline(Readable.from(exportLog(ctx)), createWriteStream(out));
      const exported = { file: out, size, root, verifierKey };
      return { head: exported, json: jsonAnswer(ctx, exported) };
    });
    if (parsed.flag('json')) console.log(json);
    else
      console.log(
        `已导出存证日志到 ${out}（签名时 ${head.size} 条）。日志公钥 key of the log：${head.verifierKey}`,
      );
    return exit.good;
  },
};
