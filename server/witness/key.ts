import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { verifierKey, WITNESS_KEY, type WitnessSigner } from '../modules/ledger/index.ts';
import { defineProblems } from '../platform/problem.ts';

const problem = defineProblems({
  WITNESS_KEY_DAMAGED: {
    status: 400,
    zh: '见证密钥文件 {file} 无法读取，或可被其他用户读取（须 chmod 600）。',
    en: 'The witness key file {file} cannot be read, or others can read it (chmod 600).',
  },
  WITNESS_NAME: {
    status: 400,
    zh: '首次运行须用 --name 给出见证方名称（不含空格和加号，例如 witness.example.gov.cn/ledger）。',
    en: 'The first run needs --name, the name of the witness without blanks and plus signs.',
  },
});

const RAW_BYTES = 32;
const OTHERS = 0o077;

/** Opens the key of a witness; with a name it makes one on the first run (mode 600). */
export function openWitnessKey(file: string, name: string | undefined): WitnessSigner {
  if (!existsSync(file)) create(file, name);
  try {
    if ((statSync(file).mode & OTHERS) !== 0) throw new Error('open to others');
    return signerOf(JSON.parse(readFileSync(file, 'utf8')) as WitnessFile);
  } catch {
    throw problem('WITNESS_KEY_DAMAGED', { file });
  }
}

/** The public line that the platform writes into its `witnesses.txt`. */
export function witnessLine({ name, publicKey }: WitnessSigner): string {
  return verifierKey(name, publicKey, WITNESS_KEY);
}

interface WitnessFile {
  readonly name: string;
  readonly privateKey: string;
}

function create(file: string, name: string | undefined): void {
  if (!name || !/^[^\s+]+$/.test(name)) throw problem('WITNESS_NAME');
  const { privateKey } = generateKeyPairSync('ed25519');
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  const text = JSON.stringify({ name, privateKey: pkcs8.toString('base64') });
  writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true });
}

function signerOf({ name, privateKey }: WitnessFile): WitnessSigner {
  const key = createPrivateKey({
    key: Buffer.from(privateKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const publicKey = spki.subarray(spki.length - RAW_BYTES);
  return { name, publicKey, sign: (bytes) => sign(null, bytes, key) };
}
