#!/usr/bin/env node
// Verifies an exported log of Xinyong (信用王益) without the platform: plain Node.js 20, no packages.
// It proves order, inclusion and that nothing signed was rewritten; what a leaf says it cannot know.
//
//   node verify-ledger.mjs LOG --key VKEY [--checkpoint FILE]... [--witness VKEY]... [--json]
//
// LOG         what `GET /api/v1/ledger/log` or `xinyong export ledger` gave
// VKEY        key of the log as pinned earlier, or a file of it; hand-overs signed by both keys count
// --checkpoint  a checkpoint kept earlier, by yourself or a witness: the log must still contain it
// --witness   key of a witness: at least one checkpoint given must carry its cosignature
//
// Exit code 0: whole · 1: something differs, said in words · 2: could not run.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

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
    if (this.size === 0) return sha256();
    return this.edge.reduceRight((right, left) => nodeHash(left, right));
  }
}

/** The key of a line `name+hash+key`. */
function readKey(line, type) {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(line) ?? [];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const id = sha256(`${name}\n`, bytes).subarray(0, 4);
  if (bytes.length !== 33 || bytes[0] !== type || id.toString('hex') !== hash)
    throw new CannotRun(`不是可用的公钥 not a key of the right kind: ${line}`);
  const der = { key: Buffer.concat([SPKI, bytes.subarray(1)]), format: 'der', type: 'spki' };
  return { name, id, key: createPublicKey(der) };
}

/** Text and signature lines of a note. */
function partsOf(note) {
  const end = note.lastIndexOf('\n\n');
  return { text: note.slice(0, end + 1), signatures: note.slice(end + 2).split('\n') };
}

/** The same of a checkpoint, with size and root; null when it is not one. */
function parseNote(note) {
  const parts = partsOf(note);
  const [origin, size, root, ...more] = parts.text.split('\n');
  const bytes = Buffer.from(root ?? '', 'base64');
  const whole = /^(0|[1-9]\d{0,14})$/.test(size ?? '') && bytes.length === 32 && more.length > 0;
  return whole ? { origin, size: Number(size), root: bytes, ...parts } : null;
}

/** Both keys of a note by which one gives its place to the next and both sign; null of any other note. */
function handOver(note) {
  const parts = partsOf(note);
  const [name, title, ...lines] = parts.text.trimEnd().split('\n');
  if (title !== 'hand-over' || lines.length !== 2) return null;
  const keys = lines.map((line) => readKey(line, LOG_KEY));
  return keys.every((key) => key.name === name && isSigned(parts, key)) ? keys : null;
}

/** The keys of the log in their order: the pinned one and those that hand-overs, the newest first, join to it. */
function joinedKeys(pinned, pairs) {
  const keys = [pinned];
  for (const [from, to] of pairs) if (to.id.equals(keys[0].id)) keys.unshift(from);
  for (const [from, to] of pairs.toReversed()) if (from.id.equals(keys.at(-1).id)) keys.push(to);
  return keys;
}

/** The note in a line of the log, or nothing. */
function noteIn(line) {
  try {
    return String(JSON.parse(line));
  } catch {
    return '';
  }
}

/** Index of the key that signed a head of this log; -1 when none did. */
function signerOf(head, keys) {
  return keys.findLastIndex((key) => head.origin === key.name && isSigned(head, key));
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
function readKept(file, keys) {
  const head = parseNote(readFileSync(file, 'utf8'));
  if (head === null) throw new CannotRun(`${file} 不是检查点 is not a checkpoint`);
  if (signerOf(head, keys) < 0)
    throw new Different(
      'KEY_DIFFERS',
      `检查点 ${file} 不是用所给的日志公钥签名的：日志密钥被更换，或检查点被伪造。`,
      `The checkpoint ${file} is not signed by the pinned key: the key of the log was replaced, or the checkpoint is forged.`,
    );
  return { ...head, file };
}

function openInner(line, keys, size, least) {
  const head = parseNote(noteIn(line));
  if (head === null)
    throw new Different(
      'NOTE_MALFORMED',
      `第 ${size} 条之后的检查点无法读取。`,
      `The checkpoint after ${size} entries cannot be read.`,
    );
  const signer = signerOf(head, keys);
  if (signer < least)
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
  return { ...head, signer };
}

/** Reads the log once from top to bottom; throws at the first thing that differs. */
async function verifyLog(file, pinned, keptFiles) {
  const tree = new Tree();
  let good = 0; // size of the newest checkpoint that fits
  let signer = 0; // place of its key: a replaced key signs nothing any more
  let header = null;
  const pairs = [];
  let [keys, kept, waiting] = [null, [], []];
  const compareKept = () => {
    while (waiting[0]?.size === tree.size) {
      const head = waiting.shift();
      if (!tree.root().equals(head.root)) throw rewritten(head, good);
    }
  };
  const start = () => {
    keys = joinedKeys(pinned, pairs);
    kept = keptFiles.map((given) => readKept(given, keys));
    waiting = [...kept].sort((head, other) => head.size - other.size);
    compareKept();
  };
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  for await (const line of lines) {
    header ??= line;
    if (header !== HEADER) break;
    const pair = keys === null ? handOver(noteIn(line)) : null;
    if (pair !== null) pairs.push(pair);
    if (pair !== null || line === HEADER) continue;
    if (keys === null) start();
    if (line.startsWith('"')) {
      const head = openInner(line, keys, tree.size, signer);
      if (!tree.root().equals(head.root)) throw wrongBetween(good, tree.size);
      [good, signer] = [tree.size, head.signer];
    } else {
      tree.add(leafIn(line, tree.size));
      compareKept();
    }
  }
  if (header !== HEADER) throw new CannotRun(`${file} 不是导出的存证日志 is not an exported log`);
  if (keys === null) start();
  if (waiting.length > 0) throw setBack(waiting.at(-1), tree.size);
  if (good !== tree.size || (good > 0 && signer < keys.indexOf(pinned)))
    throw new Different(
      'NOT_SIGNED',
      `位置 ${good} 至 ${tree.size - 1} 的条目没有签名检查点覆盖。`,
      `The entries from position ${good} to ${tree.size - 1} are covered by no signed checkpoint.`,
    );
  return { size: tree.size, root: tree.root().toString('base64'), kept };
}

function leafIn(line, position) {
  const leaf = Buffer.from(line, 'base64');
  if (leaf.length === 32 && leaf.toString('base64') === line) return leaf;
  throw new Different(
    'ENTRY_MALFORMED',
    `位置 ${position} 的条目${line === '' ? '缺失' : '不是完整的哈希'}。`,
    `The entry at position ${position} is ${line === '' ? 'missing' : 'not a whole hash'}.`,
  );
}

function wrongBetween(good, size) {
  const last = size - 1;
  const place = good === last ? `位置 ${good}` : `位置 ${good} 至 ${last} 之间`;
  const placeEn = good === last ? `at position ${good}` : `between positions ${good} and ${last}`;
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

function notCosigned({ name }) {
  return new Different(
    'NOT_COSIGNED',
    `见证方 ${name} 没有联署所给的任何检查点，或其联署无效。`,
    `The witness ${name} cosigned none of the checkpoints given, or its cosignature is bad.`,
  );
}

const USAGE =
  '用法 usage: node verify-ledger.mjs LOG --key VKEY [--checkpoint FILE]... [--witness VKEY]... [--json]';
const one = { type: 'string' };
const many = { ...one, multiple: true, default: [] };
const options = { key: one, checkpoint: many, witness: many, json: { type: 'boolean' } };

async function main(args) {
  const json = args.includes('--json');
  const say = (answer, words) => console.log(json ? JSON.stringify(answer) : words);
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (positionals.length !== 1 || !values.key) throw new CannotRun(USAGE);
    const inFile = (given) => (existsSync(given) ? readFileSync(given, 'utf8') : given).trim();
    const key = readKey(inFile(values.key), LOG_KEY);
    const witnesses = values.witness.map((given) => readKey(inFile(given), WITNESS_KEY));
    const { size, root, kept } = await verifyLog(positionals[0], key, values.checkpoint);
    const missing = witnesses.find((witness) => !kept.some((head) => isCosigned(head, witness)));
    if (missing !== undefined) throw notCosigned(missing);
    const compared = kept.length;
    say(
      { whole: true, size, root, compared, witnesses: witnesses.map(({ name }) => name) },
      `日志完好：${size} 条，根 ${root}，与 ${compared} 个先前的检查点一致。本工具只证明顺序、收录和未被改写，不证明条目的内容。\n` +
        `The log is whole: ${size} entries, root ${root}, consistent with ${compared} earlier checkpoints. This proves order, inclusion and that nothing was rewritten, not what an entry says.`,
    );
    return 0;
  } catch (error) {
    const differs = error instanceof Different;
    const isWord = String(error.code).startsWith('ERR_PARSE_ARGS');
    const why = isWord ? '不认识的参数 unknown argument' : '无法读取 cannot read';
    const words = `${differs || error instanceof CannotRun ? '' : `${why}: `}${error.message}`;
    say({ whole: false, code: differs ? error.code : 'COULD_NOT_RUN', words }, words);
    return differs ? 1 : 2;
  }
}

process.exitCode = await main(process.argv.slice(2));
