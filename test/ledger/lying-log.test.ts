import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { noteParts } from '../../server/modules/ledger/note-text.ts';
import { handOverNote } from '../../server/modules/ledger/hand-over.ts';
import { openWitnessKey, witnessLine } from '../../server/witness/key.ts';
import { witnessRound, type WitnessParts } from '../../server/witness/witness.ts';
import { leaf, leavesFrom, LyingLog, newSigner } from './lying-log.ts';
import { verifyAlone } from './verify-alone.ts';

const folder = mkdtempSync(join(tmpdir(), 'xinyong-witness-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string): string => join(folder, name);
const witnessKey = openWitnessKey(file('witness.json'), 'witness.example/one');
const signer = newSigner('xinyong/ledger/test');
let honest: LyingLog;
let parts: WitnessParts;
let round = 0;

beforeEach(async () => {
  round += 1;
  honest = new LyingLog(leavesFrom(0, 7), signer);
  const state = file(`state-${round}`);
  parts = { log: honest, key: witnessKey, state, now: () => new Date('2026-11-20T02:00:00Z') };
  await witnessRound(parts);
});

const keptNote = (): string => readFileSync(join(parts.state, 'newest.txt'), 'utf8');
const see = (log: LyingLog): Promise<unknown> => witnessRound({ ...parts, log });

/** What the stand-alone verifier says of a log, given the checkpoint the witness has kept. */
function judge(log: LyingLog, lines?: readonly string[]) {
  return verifyAlone(
    log.exportTo(file('log.txt'), lines),
    '--key',
    honest.key,
    '--checkpoint',
    join(parts.state, 'newest.txt'),
    '--witness',
    witnessLine(witnessKey),
  );
}

test('a log that only grows is cosigned again and again, and verified whole', async () => {
  for (const size of [7, 8, 13, 64, 65]) {
    const grown = new LyingLog(leavesFrom(0, size), signer);
    grown.sizes = [3, 7];
    assert.deepEqual(await see(grown), { size, refusal: null });
    assert.deepEqual(judge(grown), {
      exitCode: 0,
      whole: true,
      size,
      root: noteParts(grown.note()).text.split('\n')[2],
      compared: 1,
      witnesses: ['witness.example/one'],
    });
  }
});

test('rollback: an older head is refused in words, and the log is shown what it had signed', async () => {
  const cut = new LyingLog(leavesFrom(0, 5), signer);
  const before = keptNote();
  await assert.rejects(see(cut), { code: 'WITNESS_OLDER_HEAD', message: /只有 5 条.*联署过 7 条/ });
  assert.deepEqual(cut.handed, [before]);
  assert.equal(keptNote(), before);
  const verdict = judge(cut);
  assert.deepEqual([verdict.exitCode, verdict.code], [1, 'SET_BACK']);
  assert.match(verdict.words ?? '', /日志只有 5 条.*已有 7 条.*第一个缺失的条目在位置 5/);
});

test('fork: another log of the same size is refused in words', async () => {
  const fork = new LyingLog([...leavesFrom(0, 6), leaf('other')], signer);
  await assert.rejects(see(fork), { code: 'WITNESS_FORK', message: /历史被改写/ });
  const verdict = judge(fork);
  assert.deepEqual([verdict.exitCode, verdict.code], [1, 'HISTORY_REWRITTEN']);
  assert.match(verdict.words ?? '', /前 7 条与先前保存的检查点 .* 不符/);
});

test('tampered leaf: a tree signed again over a changed entry is refused, and its place is named', async () => {
  const leaves = leavesFrom(0, 12);
  leaves[4] = leaf('softened');
  const resigned = new LyingLog(leaves, signer);
  resigned.sizes = [3];
  await assert.rejects(see(resigned), { code: 'WITNESS_FORK' });
  const verdict = judge(resigned);
  assert.deepEqual([verdict.exitCode, verdict.code], [1, 'HISTORY_REWRITTEN']);
  assert.match(verdict.words ?? '', /位置 3 至 6 之间的历史被改写/);
});

test('a changed entry under the old checkpoints is named between the two that surround it', () => {
  const log = new LyingLog(leavesFrom(0, 12), signer);
  log.sizes = [3, 7];
  const lines = log.lines();
  lines[lines.indexOf(leaf('leaf 5').toString('base64'))] = leaf('softened').toString('base64');
  const verdict = judge(log, lines);
  assert.equal(verdict.exitCode, 1);
  assert.match(verdict.words ?? '', /位置 3 至 6 之间/);
});

test('an entry taken out, put in or spoilt is named by its position', () => {
  const log = new LyingLog(leavesFrom(0, 9), signer);
  log.sizes = [3, 7];
  const at = log.lines().indexOf(leaf('leaf 4').toString('base64'));
  const said = (change: (lines: string[]) => void): unknown => {
    const lines = log.lines();
    change(lines);
    const { exitCode, code } = judge(log, lines);
    return [exitCode, code];
  };
  assert.deepEqual(
    said((lines) => lines.splice(at, 1)),
    [1, 'ENTRY_MISSING'],
  );
  assert.deepEqual(
    said((lines) => lines.splice(at, 0, leaf('extra').toString('base64'))),
    [1, 'HISTORY_REWRITTEN'],
  );
  assert.deepEqual(
    said((lines) => (lines[at] = '')),
    [1, 'ENTRY_MALFORMED'],
  );
  assert.deepEqual(
    said((lines) => (lines[at] = 'AAAA')),
    [1, 'ENTRY_MALFORMED'],
  );
  assert.deepEqual(
    said((lines) => lines.pop()),
    [1, 'NOT_SIGNED'],
  );
});

test('split view: of two logs shown to two witnesses each refuses what the other was shown', async () => {
  const one = new LyingLog([...leavesFrom(0, 7), leaf('for one')], signer);
  const two = new LyingLog([...leavesFrom(0, 7), leaf('for two'), leaf('more')], signer);
  const second: WitnessParts = { ...parts, state: file(`second-${round}`) };
  await see(one);
  await witnessRound({ ...second, log: two });
  await assert.rejects(see(two), { code: 'WITNESS_FORK', message: /对不同的人出示了不同的日志/ });
  await assert.rejects(witnessRound({ ...second, log: one }), { code: 'WITNESS_OLDER_HEAD' });
  const verdict = judge(two);
  assert.deepEqual([verdict.exitCode, verdict.code], [1, 'HISTORY_REWRITTEN']);
  assert.match(verdict.words ?? '', /对不同的人出示了不同的日志/);
});

test('replaced key: a log that shows another key is refused, whatever it proves', async () => {
  const thief = new LyingLog(leavesFrom(0, 9), newSigner(signer.name));
  await assert.rejects(see(thief), { code: 'WITNESS_KEY_CHANGED', message: /日志密钥被更换/ });
  const verdict = judge(thief);
  assert.deepEqual([verdict.exitCode, verdict.code], [1, 'SIGNATURE_BAD']);
  assert.match(verdict.words ?? '', /密钥被更换/);
});

test('replaced key: a checkpoint of another key under the pinned name is refused', async () => {
  const thief = new LyingLog(leavesFrom(0, 9), newSigner(signer.name));
  const masked = Object.defineProperty(thief, 'key', { value: honest.key });
  await assert.rejects(see(masked), { code: 'WITNESS_SIGNATURE_BAD' });
});

/** An honest log whose key was handed over after its seventh entry, and grew. */
function handedOver(next = newSigner(signer.name)): LyingLog {
  const grown = new LyingLog(leavesFrom(0, 9), next);
  grown.handOvers = [handOverNote(signer, next)];
  return grown;
}

test('a key that the pinned one handed over to is followed, by witness and verifier, and is then the pinned one', async () => {
  const grown = handedOver();
  assert.deepEqual(await see(grown), { size: 9, refusal: null, newKey: grown.key });
  assert.deepEqual(await see(grown), { size: 9, refusal: null });
  // Told by hand, the key before and the key now both name this log.
  for (const pinned of [honest.key, grown.key])
    assert.deepEqual(await witnessRound({ ...parts, log: grown, pinned }), {
      size: 9,
      refusal: null,
    });
  assert.equal(judge(grown).exitCode, 0);
  const again = newSigner(signer.name);
  const third = new LyingLog(leavesFrom(0, 12), again);
  third.handOvers = [handOverNote(grown.signer, again), ...grown.handOvers];
  const lines = third.lines();
  // The seventh entry was signed by the first key.
  lines.splice(-6, 0, JSON.stringify(honest.note()));
  const log = third.exportTo(file('third.txt'), lines);
  for (const pinned of [honest.key, grown.key, third.key])
    assert.equal(verifyAlone(log, '--key', pinned).exitCode, 0, pinned);
  assert.deepEqual(await see(third), { size: 12, refusal: null, newKey: third.key });
});

test('no hand-over counts that is forged, half signed, of another log or backwards', async () => {
  const next = newSigner(signer.name);
  const grown = handedOver(next);
  const whole = grown.handOvers[0] ?? '';
  const [text, lines] = [noteParts(whole).text, noteParts(whole).lines];
  const thief = newSigner(signer.name);
  const forged = {
    'signed by the new key only': `${text}\n${lines[1]}\n`,
    'signed by the old key only': `${text}\n${lines[0]}\n`,
    'by a thief in the name of the old key': handOverNote(thief, next),
    'of another log': handOverNote(newSigner('xinyong/ledger/other'), next),
    changed: whole.replace('hand-over', 'hand-0ver'),
  };
  for (const [name, note] of Object.entries(forged)) {
    grown.handOvers = [note];
    await assert.rejects(see(grown), { code: 'WITNESS_KEY_CHANGED' }, name);
    assert.equal(judge(grown).exitCode, 1, name);
  }
  grown.handOvers = [whole];
  await see(grown);
  // Whoever has the replaced key goes on signing with it: nobody follows.
  honest.leaves = leavesFrom(0, 11);
  honest.handOvers = [whole];
  await assert.rejects(see(honest), { code: 'WITNESS_KEY_CHANGED' });
  const old = verifyAlone(honest.exportTo(file('old.txt')), '--key', grown.key);
  assert.deepEqual([old.exitCode, old.code], [1, 'NOT_SIGNED']);
});

test('a key told by hand is pinned from the first round', async () => {
  const fresh = { ...parts, state: file(`pinned-${round}`), pinned: honest.key };
  const thief = new LyingLog(leavesFrom(0, 9), newSigner(signer.name));
  await assert.rejects(witnessRound({ ...fresh, log: thief }), { code: 'WITNESS_KEY_CHANGED' });
  assert.deepEqual(await witnessRound(fresh), { size: 7, refusal: null });
});

test('forged consistency proofs are refused: empty, truncated, extended, swapped', async () => {
  const grown = new LyingLog(leavesFrom(0, 13), signer);
  const good = await grown.consistency(7, 13);
  const forged = [[], good.slice(1), [...good, leaf('x')], good.toReversed(), [leaf('x')]];
  for (const proof of forged) {
    grown.proof = proof;
    await assert.rejects(see(grown), { code: 'WITNESS_FORK' });
  }
  grown.proof = good;
  assert.deepEqual(await see(grown), { size: 13, refusal: null });
});

test('a cosignature that was changed, or is of another checkpoint, does not count', () => {
  const kept = keptNote();
  const other = new LyingLog(leavesFrom(0, 6), signer).note();
  const line = noteParts(kept).lines.at(-1) ?? '';
  const judged = (note: string): unknown => {
    writeFileSync(file('kept.txt'), note);
    const args = ['--key', honest.key, '--checkpoint', file('kept.txt')];
    return verifyAlone(
      honest.exportTo(file('log.txt')),
      ...args,
      '--witness',
      witnessLine(witnessKey),
    ).code;
  };
  assert.equal(judged(kept), undefined);
  assert.equal(judged(`${other}${line}\n`), 'NOT_COSIGNED');
  assert.equal(judged(honest.note()), 'NOT_COSIGNED');
});

test('what cannot be judged ends with code 2 and a sentence', () => {
  const log = honest.exportTo(file('log.txt'));
  assert.equal(verifyAlone(log).exitCode, 2);
  assert.equal(verifyAlone(log, '--key', 'nonsense').exitCode, 2);
  assert.equal(verifyAlone(log, '--key', witnessLine(witnessKey)).exitCode, 2);
  assert.equal(verifyAlone(file('no such file'), '--key', honest.key).exitCode, 2);
  writeFileSync(file('text.txt'), 'hello\n');
  assert.equal(verifyAlone(file('text.txt'), '--key', honest.key).exitCode, 2);
  assert.match(verifyAlone(log, '--key', honest.key, '--bad').words ?? '', /不认识的参数/);
});

test('a cosignature has the layout of the C2SP specification: key hash, time, signature', () => {
  const line = noteParts(keptNote()).lines.at(-1) ?? '';
  const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
  assert.equal(bytes.length, 4 + 8 + 64);
  assert.equal(bytes.readBigUInt64BE(4), BigInt(Date.parse('2026-11-20T02:00:00Z') / 1000));
});
