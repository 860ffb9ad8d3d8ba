import {
  cosignatureLine,
  followHandOvers,
  keyOfLine,
  LOG_KEY,
  openCheckpoint,
  openCheckpointWith,
  verifyConsistency,
  type NoteKey,
  type WitnessSigner,
} from '../modules/ledger/index.ts';
import { defineProblems } from '../platform/problem.ts';
import type { LogClient } from './log-client.ts';
import { keepNewest, pin, readState } from './state.ts';

const problem = defineProblems({
  WITNESS_PIN_INVALID: {
    status: 400,
    zh: '“{key}”不是可用的日志公钥。',
    en: '“{key}” is not a key of a log.',
  },
  WITNESS_KEY_CHANGED: {
    status: 409,
    zh: '拒绝联署：日志出示的公钥与首次固定的不同，日志密钥被更换，而且没有旧密钥签名的移交。固定的是 {pinned}，现在是 {shown}。',
    en: 'Not cosigned: the log shows another key than the pinned one; its key was replaced without a hand-over signed by the old one. Pinned {pinned}, shown {shown}.',
  },
  WITNESS_SIGNATURE_BAD: {
    status: 409,
    zh: '拒绝联署：检查点不是用固定的日志公钥签名的，签名被伪造或密钥被更换。',
    en: 'Not cosigned: the checkpoint is not signed by the pinned key; it is forged or the key was replaced.',
  },
  WITNESS_OLDER_HEAD: {
    status: 409,
    zh: '拒绝联署：日志出示的检查点只有 {size} 条，而本见证方已联署过 {seen} 条，日志被截短或数据被倒退。',
    en: 'Not cosigned: the log shows {size} entries but this witness has cosigned {seen}: it was cut or set back.',
  },
  WITNESS_FORK: {
    status: 409,
    zh: '拒绝联署：大小为 {size} 的检查点不包含本见证方联署过的前 {seen} 条，历史被改写，或对不同的人出示了不同的日志。',
    en: 'Not cosigned: the checkpoint of {size} does not contain the {seen} entries this witness cosigned: history was rewritten, or different people are shown different logs.',
  },
});

export interface WitnessParts {
  readonly log: LogClient;
  readonly key: WitnessSigner;
  /** Folder of what the witness remembers. */
  readonly state: string;
  /** Key of the log as told by hand; without it the first one seen is pinned. */
  readonly pinned?: string;
  readonly now: () => Date;
}

export interface Round {
  readonly size: number;
  /** Whether the log took the cosignature; its refusal in words otherwise. */
  readonly refusal: string | null;
  /** The key the log was handed over to since the last round. */
  readonly newKey?: string;
}

/**
 * One round: takes the newest checkpoint, and cosigns it only when it is signed by the pinned key
 * (or one that it handed over to) and proved to contain all that was cosigned before. Otherwise throws what is wrong in words,
 * after showing the log what it had cosigned, so that a log set back learns of it.
 */
export async function witnessRound(parts: WitnessParts): Promise<Round> {
  const { log, key, state } = parts;
  const { note, verifierKey, handOvers } = await log.head();
  const { keys, newKey } = trustedKeys(parts, verifierKey, handOvers);
  const [{ name, publicKey }] = keys;
  const head = openCheckpoint(note, name, publicKey);
  if (head === null || head.origin !== name) throw problem('WITNESS_SIGNATURE_BAD');
  const { newest } = readState(state);
  if (newest !== null) {
    const publicKeys = keys.map((one) => one.publicKey);
    const seen = openCheckpointWith(newest, name, publicKeys);
    if (seen === null) throw problem('WITNESS_SIGNATURE_BAD');
    const sizes = { size: head.size, seen: seen.size };
    if (head.size < seen.size) {
      await show(log, newest);
      throw problem('WITNESS_OLDER_HEAD', sizes);
    }
    const proof = seen.size === head.size ? [] : await log.consistency(seen.size, head.size);
    if (!verifyConsistency(seen, head, proof)) {
      await show(log, newest);
      throw problem('WITNESS_FORK', sizes);
    }
  }
  const cosigned = `${note.trimEnd()}\n${cosignatureLine(note, key, parts.now())}\n`;
  keepNewest(state, cosigned);
  const refusal = await log.handOver(cosigned);
  return { size: head.size, refusal, ...(newKey === null ? {} : { newKey }) };
}

/** Shows a log what it no longer contains; that it cannot be told changes nothing about the refusal. */
async function show(log: LogClient, note: string): Promise<void> {
  await log.handOver(note).catch(() => null);
}

/** The keys of the log that this witness believes, the one that signs now first. */
function trustedKeys(
  { state, pinned }: WitnessParts,
  shown: string,
  handOvers: readonly string[],
): { keys: readonly [NoteKey, ...NoteKey[]]; newKey: string | null } {
  const known = readState(state).pinned;
  const [wanted = pinned ?? shown, ...earlier] = known;
  const way = followHandOvers(wanted, shown, handOvers);
  const lines = [...(way ?? [wanted]), ...earlier];
  const [key, ...others] = lines.map(opened);
  if (key === undefined) throw problem('WITNESS_PIN_INVALID', { key: shown });
  if (pinned !== undefined && !lines.includes(pinned))
    throw problem('WITNESS_KEY_CHANGED', { pinned: lines.join(' '), shown: pinned });
  if (way === null) throw problem('WITNESS_KEY_CHANGED', { pinned: wanted, shown });
  if (lines.length > known.length) pin(state, lines);
  return { keys: [key, ...others], newKey: way.length > 1 ? shown : null };
}

function opened(line: string): NoteKey {
  const key = keyOfLine(line, LOG_KEY);
  if (key === null) throw problem('WITNESS_PIN_INVALID', { key: line });
  return key;
}
