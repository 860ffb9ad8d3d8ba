import { backUp } from '../instance/backup.ts';
import { exit, parse, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const USAGE = 'backup DIR [--json]';

/** `backup DIR`: a sealed copy of the whole instance but its keys, while it works. */
export const backupCommand: Command = {
  name: 'backup',
  usage: USAGE,
  zh: '备份整个实例（加密，不含密钥）',
  en: 'Back the whole instance up, sealed, without its keys',
  help: [
    'DIR         新文件夹，写入备份 / new folder for the backup',
    '密钥不在备份中，须另行保管，见 docs/operations/keys.md。',
    'Keys are never in a backup; keep them apart, see docs/operations/keys.md.',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, {}, 1);
    const folder = parsed.positionals[0] ?? '';
    const { manifest, json } = await withInstance(parsed.config(), async (ctx) => {
      const made = await backUp(ctx, folder);
      return { manifest: made, json: jsonAnswer(ctx, { folder, ...made }) };
    });
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    if (parsed.flag('json')) console.log(json);
    else
      console.log(
        `已备份到 ${folder}：${(bytes / 1e6).toFixed(1)} MB，存证 ${manifest.checkpoint?.size ?? 0} 条。密钥不在其中，请另行保管。`,
      );
    return exit.good;
  },
};
