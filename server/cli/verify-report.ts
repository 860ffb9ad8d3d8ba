import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { actorFor } from '../modules/access/index.ts';
import {
  fileWords,
  openReport,
  verifyByDigest,
  type OpenedReport,
  type TrustedKeys,
  type VerificationAnswer,
} from '../modules/reports/index.ts';
import { readCertificate } from '../platform/document-signer/index.ts';
import { openKeyring, type Keyring } from '../platform/keyring.ts';
import { defineProblems } from '../platform/problem.ts';
import { exit, type Parsed } from './command.ts';
import { readInput } from './input-file.ts';
import { jsonAnswer } from './json-answer.ts';
import { withInstance } from './with-instance.ts';

const ACCOUNT = 'zhengxin';

const problem = defineProblems({
  REPORT_KEYS_MISSING: {
    status: 404,
    zh: '文件夹 {folder} 里没有密钥，无法离线核验。请用 --data 指明数据文件夹，或用 --certificate 指明平台公布的证书。',
    en: 'There are no keys in {folder} to verify with. Name the data folder by --data, or the published certificate by --certificate.',
  },
  CERTIFICATE_UNREADABLE: {
    status: 400,
    zh: '{file} 不是平台公布的证书（PEM）。',
    en: '{file} is not a published certificate (PEM).',
  },
});

/** What `verify report` answers: what the file proves, and what the register says when it was asked. */
interface Verified extends OpenedReport {
  readonly asked: 'FILE' | 'FILE_AND_REGISTER';
  readonly register: VerificationAnswer | null;
  readonly sentence: string;
}

/** `verify report FILE`: by the file alone, or with the register of the instance; exit 1 unless all is well. */
export async function verifyReport(parsed: Parsed, file: string): Promise<number> {
  const bytes = readInput(file);
  const { verified, json } = parsed.flag('offline')
    ? byFile(bytes, parsed)
    : await byRegister(bytes, parsed);
  console.log(parsed.flag('json') ? json : verified.sentence);
  const good = verified.register === null ? verified.verdict === 'GENUINE' : isGood(verified);
  return good ? exit.good : exit.findings;
}

function byFile(bytes: Buffer, parsed: Parsed): { verified: Verified; json: string } {
  const opened = openReport(bytes, trustedKeys(parsed));
  const sentence = `${fileWords[opened.verdict]}\n只核验了文件本身；是否作废、更正或者有变化，须向平台查询。`;
  const verified = { asked: 'FILE', register: null, ...opened, sentence } as const;
  return { verified, json: JSON.stringify(verified) };
}

function byRegister(bytes: Buffer, parsed: Parsed): Promise<{ verified: Verified; json: string }> {
  return withInstance(parsed.config(), async (ctx) => {
    const opened = openReport(bytes, keysOf(ctx.keys));
    const actor = await actorFor(ctx, parsed.text('as') ?? ACCOUNT, 'cli');
    const register = await verifyByDigest(ctx, actor, opened.fileDigest);
    const sentence = `${fileWords[opened.verdict]}\n${register.zh}\n已核验文件，并查询了平台登记。`;
    const verified = { asked: 'FILE_AND_REGISTER', register, ...opened, sentence } as const;
    return { verified, json: jsonAnswer(ctx, verified) };
  });
}

function isGood({ verdict, register }: Verified): boolean {
  return verdict === 'GENUINE' && register?.status === 'VALID';
}

function trustedKeys(parsed: Parsed): TrustedKeys {
  const pinned = parsed.text('certificate');
  if (pinned !== undefined) return { certificates: [pinnedCertificate(pinned)], sealKeys: null };
  const { dataFolder } = parsed.config();
  const folder = process.env['XINYONG_KEYS_DIR'] ?? join(dataFolder, 'keys');
  if (!existsSync(join(folder, 'document.json'))) throw problem('REPORT_KEYS_MISSING', { folder });
  return keysOf(openKeyring(folder));
}

function keysOf(keys: Keyring): TrustedKeys {
  const { certificates } = keys.documentKeys();
  return { certificates, sealKeys: keys.checkpointKeys };
}

function pinnedCertificate(file: string): ReturnType<typeof readCertificate> {
  const pem = readInput(file).toString('latin1');
  const base64 = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(pem)?.[1];
  try {
    return readCertificate(Buffer.from(base64 ?? '', 'base64'));
  } catch {
    throw problem('CERTIFICATE_UNREADABLE', { file });
  }
}
