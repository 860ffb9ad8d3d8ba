import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { templateFile } from '../modules/intake/index.ts';
import { loadPolicy } from '../modules/policy/index.ts';
import { systemClock } from '../platform/clock.ts';
import { defineProblems } from '../platform/problem.ts';
import { knownClass } from './class-code.ts';
import { exit, parse, required, type Command } from './command.ts';

const USAGE = 'template CLASS --out FILE.xlsx [--as ACCOUNT]';
const POLICY = fileURLToPath(new URL('../../policy/', import.meta.url));

const problem = defineProblems({
  OUT_NOT_WRITABLE: {
    status: 400,
    zh: '不能写入 {file}（{reason}）。请换一个可写的位置。',
    en: 'Cannot write {file} ({reason}). Choose another place.',
  },
});

/** `template`: writes the workbook to fill in for a class. */
export const templateCommand: Command = {
  name: 'template',
  usage: USAGE,
  zh: '生成某类信息的报送模板',
  en: 'Write the workbook to fill in for a class',
  help: [
    'CLASS       信息类别代码，如 ADMIN_PENALTY / code of the class',
    '--out FILE  写到哪里 / where to',
    '--as ACCOUNT  示例写成该账号单位的 / the example is of this account’s unit',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, { out: { type: 'string' }, as: { type: 'string' } }, 1);
    const out = required(parsed, 'out', USAGE);
    const policy = loadPolicy(POLICY, join(parsed.config().dataFolder, 'policy'));
    const classCode = knownClass(policy, parsed.positionals[0] ?? '');
    const by = policy.organisations.accounts.find(
      ({ account }) => account === parsed.text('as'),
    )?.organisation;
    const { bytes, fileName } = await templateFile(policy, classCode, systemClock.today(), by);
    try {
      writeFileSync(out, bytes);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      throw problem('OUT_NOT_WRITABLE', { file: out, reason });
    }
    const answer = { file: out, classCode, name: fileName, bytes: bytes.length };
    console.log(parsed.flag('json') ? JSON.stringify(answer) : `已写入 ${out}`);
    return exit.good;
  },
};
