import type { Context } from '../context.ts';
import { refuseWhileServed } from '../instance.ts';
import { ownerOf } from '../instance/backup.ts';
import { keyFilesOf } from '../instance/folder.ts';
import { rotateMaster } from '../instance/rotate.ts';
import { audit } from '../modules/access/index.ts';
import {
  assertWritable,
  handOverNote,
  sequence,
  verifierKey,
  watchForSetBack,
} from '../modules/ledger/index.ts';
import { system } from '../platform/actor.ts';
import { knownBackupKeys, replaceBackupKey } from '../platform/backup-key.ts';
import { inTransaction } from '../platform/db.ts';
import { rotateDocumentKey } from '../platform/document-signer/index.ts';
import type { KeyFiles } from '../platform/key-files.ts';
import { openKeyring, replaceCheckpointKey, type Keyring } from '../platform/keyring.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, parse, type Command } from './command.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const problem = defineProblems({
  KEYS_WHAT: {
    status: 400,
    zh: '不能更换“{what}”，可更换：master（主密钥）、checkpoint（存证签名密钥）、document（报告签名密钥）、backup（备份密钥）。',
    en: '"{what}" cannot be rotated; there are: master, checkpoint, document, backup.',
  },
});

const USAGE = 'keys rotate master|checkpoint|document|backup [--json]';
const kinds = ['master', 'checkpoint', 'document', 'backup'] as const;
type Kind = (typeof kinds)[number];

/** `keys rotate`: a new key in the place of an old one; what the old one protects stays readable and provable. */
export const keysCommand: Command = {
  name: 'keys',
  usage: USAGE,
  zh: '更换密钥（须先停止程序）',
  en: 'Rotate a key (stop the program first)',
  help: [
    'master      主密钥：全部加密内容改用新密钥，可中断后继续 / reseals everything, goes on after a cut',
    'checkpoint  存证签名密钥：旧检查点仍可核验 / old checkpoints stay verifiable',
    'document    报告签名密钥：旧报告仍可核验 / earlier reports stay verifiable',
    'backup      备份密钥：旧备份仍可恢复 / old backups stay restorable',
    '更换后须重新保管密钥文件夹，见 docs/operations/keys.md。',
    'Afterwards keep the key folder anew, see docs/operations/keys.md.',
  ],
  async run(args) {
    const parsed = parse(args, USAGE, {}, 2);
    const [verb = '', what = ''] = parsed.positionals;
    const kind = kinds.find((one) => one === what);
    if (verb !== 'rotate' || !kind) throw problem('KEYS_WHAT', { what: `${verb} ${what}` });
    const config = parsed.config();
    refuseWhileServed(config.dataFolder);
    const { answer, json } = await withInstance(config, async (ctx) => {
      // One that began to serve in between has the old keys in its memory.
      refuseWhileServed(config.dataFolder);
      const rotated = await rotate(ctx, kind);
      return { answer: rotated, json: jsonAnswer(ctx, rotated) };
    });
    if (parsed.flag('json')) console.log(json);
    else console.log(`已更换 ${kind} 密钥（新标记 ${answer.mark}）。请现在重新保管密钥文件夹。`);
    return exit.good;
  },
};

async function rotate(ctx: Context, kind: Kind) {
  const files = keyFilesOf(ctx.config.dataFolder);
  let resealed = 0;
  if (kind === 'master') resealed = await rotateMaster(files, ownerOf(ctx.config));
  else if (kind === 'checkpoint') await rotateCheckpoint(ctx, files);
  else if (kind === 'document') rotateDocumentKey(files.document);
  else replaceBackupKey(files);
  const keys = openKeyring(files);
  const mark = markOf(keys, files, kind);
  await inTransaction(ctx.db.app, system, async (tx) => {
    await audit(tx, system, { action: 'keys.rotate', object: kind, detail: { mark, resealed } });
  });
  // At once a checkpoint under the new key, so that nobody has to believe the old one any longer.
  if (kind === 'checkpoint') await sequence({ ...ctx, keys });
  return { kind, mark, resealed };
}

/** Not while the log is set back: the new key could sign nothing, and nobody would follow it. */
async function rotateCheckpoint(ctx: Context, files: KeyFiles): Promise<void> {
  await watchForSetBack(ctx);
  await assertWritable(ctx);
  replaceCheckpointKey(files, ctx.clock.now(), handOverNote);
}

function markOf(keys: Keyring, files: KeyFiles, kind: Kind): string {
  if (kind === 'master') return keys.masterMarks[0] ?? '';
  if (kind === 'document') return keys.documentKeys().current.fingerprint;
  if (kind === 'backup') return knownBackupKeys(files)[0]?.mark ?? '';
  return verifierKey(keys.checkpointSigner.name, keys.checkpointSigner.publicKey);
}
