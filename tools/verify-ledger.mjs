#!/usr/bin/env node
// Verifies an exported log of Xinyong (信用王益) without the platform: plain Node.js 20, no packages.
// It proves order, inclusion and that nothing signed was rewritten; what a leaf says it cannot know.
//
//   node verify-ledger.mjs LOG --key VKEY [--checkpoint FILE]... [--witness VKEY]... [--json]
//
// LOG         what `GET /api/v1/ledger/log` or `xinyong export ledger` gave
// VKEY        key of the log as pinned earlier (name+hash+key), or a file that holds it
// --checkpoint  a checkpoint kept earlier, by yourself or a witness: the log must still contain it
// --witness   key of a witness: at least one checkpoint given must carry its cosignature
//
// Exit code 0: whole · 1: something differs, said in words · 2: could not run.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const HEADER = 'xinyong-ledger-log/1';
const LOG_KEY = 0x01; // signed-note: Ed25519
const WITNESS_KEY = 0x04; // tlog-cosignature: timestamped Ed25519
const SPKI = Buffer.from('302a300506032b6570032100', 'hex'); // RFC 8410, before 32 raw bytes

class CannotRun extends Error {}
class Different extends Error {
  constructor(code, zh, en) {
    super(`${zh}\n${en}`);
    this.code = code;
  }
}

const sha256 = (...parts) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** Merkle tree of RFC 6962 §2.1 that remembers only the roots of its complete subtrees. */
class Tree {
  size = 0;
  edge = [];

  add(leafHash) {
    let hash = leafHash;
    for (let rest = this.size; rest % 2 === 1; rest = Math.floor(rest / 2))
      hash = nodeHash(this.edge.pop(), hash);
    this.edge.push(hash);
    this.size += 1;
  }

  root() {
    return this.size === 0
      ? sha256()
      : this.edge.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** A key line `name+hash+key`, given itself or as a file that holds it. */
function readKey(given, type) {
  const text = (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const id = keyId(name ?? '', bytes);
  if (bytes.length !== 33 || bytes[0] !== type || id.toString('hex') !== hash)
    throw new CannotRun(`不是可用的公钥 not a key of the right kind: ${given}`);
  const key = createPublicKey({
    key: Buffer.concat([SPKI, bytes.subarray(1)]),
    format: 'der',
    type: 'spki',
  });
  return { name, id, key };
}

function keyId(name, typedKey) {
  return sha256(`${name}\n`, typedKey).subarray(0, 4);
}

/** Size, root, text and signature lines of a checkpoint; null when it is not one. */
function parseNote(note) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) return null;
  const text = note.slice(0, end + 1);
  const [origin, size, root, ...more] = text.split('\n');
  const bytes = Buffer.from(root ?? '', 'base64');
  if (!/^(0|[1-9]\d{0,14})$/.test(size ?? '') || bytes.length !== 32 || more.length === 0)
    return null;
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .filter(Boolean);
  return { origin, size: Number(size), root: bytes, text, signatures };
}

/** The bytes after the key id of the signature line that names this key; null when there is none. */
function signatureBy({ signatures }, { name, id }) {
  for (const line of signatures) {
    const [, by, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(encoded ?? '', 'base64');
    if (by === name && bytes.subarray(0, 4).equals(id)) return bytes.subarray(4);
  }
  return null;
}

function isSigned(head, key) {
  const signature = signatureBy(head, key);
  return signature !== null && verify(null, Buffer.from(head.text), key.key, signature);
}

/** Whether the witness cosigned (C2SP cosignature v1: eight bytes of time, then the signature). */
function isCosigned(head, witness) {
  const bytes = signatureBy(head, witness);
  if (bytes === null || bytes.length !== 72) return false;
  const text = `cosignature/v1\ntime ${bytes.readBigUInt64BE(0)}\n${head.text}`;
  return verify(null, Buffer.from(text), witness.key, bytes.subarray(8));
}

/** A checkpoint kept outside, by file; its signature is judged before the log is read. */
function readKept(file, key) {
  const head = parseNote(readFileSync(file, 'utf8'));
  if (head === null) throw new CannotRun(`${file} 不是检查点 is not a checkpoint`);
  if (head.origin !== key.name || !isSigned(head, key))
    throw new Different(
      'KEY_DIFFERS',
      `检查点 ${file} 不是用所给的日志公钥签名的：日志密钥被更换，或检查点被伪造。`,
      `The checkpoint ${file} is not signed by the pinned key: the key of the log was replaced, or the checkpoint is forged.`,
    );
  return { ...head, file };
}

function openInner(line, key, size) {
  let head = null;
  try {
    head = parseNote(JSON.parse(line));
  } catch {
    // Said below, with its place.
  }
  if (head === null)
    throw new Different(
      'NOTE_MALFORMED',
      `第 ${size} 条之后的检查点无法读取。`,
      `The checkpoint after ${size} entries cannot be read.`,
    );
  if (head.origin !== key.name || !isSigned(head, key))
    throw new Different(
      'SIGNATURE_BAD',
      `日志中大小为 ${head.size} 的检查点不是用所给的日志公钥签名的：密钥被更换，或签名被伪造。`,
      `The checkpoint of size ${head.size} in the log is not signed by the pinned key: the key was replaced, or the signature is forged.`,
    );
  if (head.size !== size)
    throw new Different(
      'ENTRY_MISSING',
      `检查点声明 ${head.size} 条，而它之前只有 ${size} 条：位置 ${Math.min(size, head.size)} 起有条目缺失或多出。`,
      `A checkpoint says ${head.size} entries but ${size} stand before it: from position ${Math.min(size, head.size)} on entries are missing or too many.`,
    );
  return head;
}

/** Reads the log once from top to bottom; throws at the first thing that differs. */
async function verifyLog(file, key, kept) {
  const tree = new Tree();
  let good = 0; // size of the newest checkpoint that fits
  let newest = null;
  let started = false;
  const waiting = [...kept].sort((one, other) => one.size - other.size);
  const compareKept = () => {
    while (waiting[0]?.size === tree.size) {
      const head = waiting.shift();
      if (!tree.root().equals(head.root)) throw rewritten(head, good);
    }
  };
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    if (!started) {
      if (line !== HEADER) throw new CannotRun(`${file} 不是导出的存证日志 is not an exported log`);
      started = true;
      compareKept();
    } else if (line.startsWith('"')) {
      const head = openInner(line, key, tree.size);
      if (!tree.root().equals(head.root)) throw wrongBetween(good, tree.size);
      good = tree.size;
      newest = head;
    } else {
      const leaf = Buffer.from(line, 'base64');
      if (leaf.length !== 32 || leaf.toString('base64') !== line)
        throw new Different(
          'ENTRY_MALFORMED',
          `位置 ${tree.size} 的条目${line === '' ? '缺失' : '不是完整的哈希'}。`,
          `The entry at position ${tree.size} is ${line === '' ? 'missing' : 'not a whole hash'}.`,
        );
      tree.add(leaf);
      compareKept();
    }
  }
  if (!started) throw new CannotRun(`${file} 是空文件 is empty`);
  if (waiting.length > 0) throw setBack(waiting.at(-1), tree.size);
  if (good !== tree.size)
    throw new Different(
      'NOT_SIGNED',
      `位置 ${good} 至 ${tree.size - 1} 的条目没有签名检查点覆盖。`,
      `The entries from position ${good} to ${tree.size - 1} are covered by no signed checkpoint.`,
    );
  return { size: tree.size, root: tree.root().toString('base64'), newest };
}

function wrongBetween(good, size) {
  const place = good === size - 1 ? `位置 ${good}` : `位置 ${good} 至 ${size - 1} 之间`;
  const placeEn =
    good === size - 1 ? `at position ${good}` : `between positions ${good} and ${size - 1}`;
  return new Different(
    'ENTRY_WRONG',
    `第一处错误在${place}：条目与大小为 ${size} 的签名检查点不符（前 ${good} 条完好）。`,
    `The first wrong entry is ${placeEn}: it does not fit the signed checkpoint of size ${size} (the first ${good} are good).`,
  );
}

function rewritten({ file, size }, good) {
  return new Different(
    'HISTORY_REWRITTEN',
    `日志的前 ${size} 条与先前保存的检查点 ${file} 不符：位置 ${good} 至 ${size - 1} 之间的历史被改写后重新签名，或对不同的人出示了不同的日志。`,
    `The first ${size} entries differ from the checkpoint kept earlier (${file}): history between positions ${good} and ${size - 1} was rewritten and signed again, or different people are shown different logs.`,
  );
}

function setBack({ file, size }, has) {
  return new Different(
    'SET_BACK',
    `日志只有 ${has} 条，而先前保存的检查点 ${file} 已有 ${size} 条：日志被截短或数据被倒退，第一个缺失的条目在位置 ${has}。`,
    `The log has ${has} entries but the checkpoint kept earlier (${file}) has ${size}: it was cut or set back; the first missing entry is at position ${has}.`,
  );
}

function assertWitnessed(witnesses, heads) {
  for (const witness of witnesses) {
    if (!heads.some((head) => isCosigned(head, witness)))
      throw new Different(
        'NOT_COSIGNED',
        `见证方 ${witness.name} 没有联署所给的任何检查点，或其联署无效。`,
        `The witness ${witness.name} cosigned none of the checkpoints given, or its cosignature is bad.`,
      );
  }
}

function readArguments(args) {
  const given = { log: null, key: null, checkpoints: [], witnesses: [], json: false };
  for (let at = 0; at < args.length; at += 1) {
    const value = () => {
      at += 1;
      if (args[at] === undefined) throw new CannotRun(`${args[at - 1]} 缺少值 needs a value`);
      return args[at];
    };
    if (args[at] === '--key') given.key = value();
    else if (args[at] === '--checkpoint') given.checkpoints.push(value());
    else if (args[at] === '--witness') given.witnesses.push(value());
    else if (args[at] === '--json') given.json = true;
    else if (args[at].startsWith('--') || given.log !== null)
      throw new CannotRun(`不认识的参数 unknown argument: ${args[at]}`);
    else given.log = args[at];
  }
  if (given.log === null || given.key === null)
    throw new CannotRun(
      '用法 usage: node verify-ledger.mjs LOG --key VKEY [--checkpoint FILE]... [--witness VKEY]... [--json]',
    );
  return given;
}

async function main(args) {
  const json = args.includes('--json');
  const say = (answer, words) => console.log(json ? JSON.stringify(answer) : words);
  try {
    const given = readArguments(args);
    const key = readKey(given.key, LOG_KEY);
    const witnesses = given.witnesses.map((one) => readKey(one, WITNESS_KEY));
    const kept = given.checkpoints.map((file) => readKept(file, key));
    const { size, root } = await verifyLog(given.log, key, kept);
    assertWitnessed(witnesses, kept);
    const compared = kept.length;
    say(
      { whole: true, size, root, compared, witnesses: witnesses.map(({ name }) => name) },
      `日志完好：${size} 条，根 ${root}，与 ${compared} 个先前的检查点一致。本工具只证明顺序、收录和未被改写，不证明条目的内容。\n` +
        `The log is whole: ${size} entries, root ${root}, consistent with ${compared} earlier checkpoints. This proves order, inclusion and that nothing was rewritten, not what an entry says.`,
    );
    return 0;
  } catch (error) {
    const differs = error instanceof Different;
    const code = differs ? error.code : 'COULD_NOT_RUN';
    const words =
      differs || error instanceof CannotRun
        ? error.message
        : `无法读取 cannot read: ${error.message}`;
    say({ whole: false, code, words }, words);
    return differs ? 1 : 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
