import type { Context } from '../../context.ts';
import { openCheckpointWith } from './checkpoint.ts';
import { outsideNotes } from './outside.ts';
import { completeSubtrees, extend, leafHash } from './tree.ts';

/** One thing that does not fit; `position` is null when it is about a whole tree. */
export interface LedgerFault {
  readonly code:
    | 'LEAF_CHANGED'
    | 'LEAF_LOST'
    | 'GAP'
    | 'ROOT_DIFFERS'
    | 'SIGNATURE_BAD'
    | 'SET_BACK'
    | 'HISTORY_CHANGED';
  readonly position: number | null;
  readonly recordId: string | null;
  readonly zh: string;
  readonly en: string;
}

const PORTION = 20_000;

/**
 * Recomputes the tree from the stored commitments and compares it with every entry, every
 * checkpoint, their signatures and the checkpoints kept outside the database. Returns the
 * faults in the order of positions; an empty list means the log is whole.
 */
export async function checkTree(ctx: Context): Promise<LedgerFault[]> {
  const faults: LedgerFault[] = [];
  const roots = await checkpointRoots(ctx, faults);
  const wanted = [...roots.keys()].sort((a, b) => a - b);
  const state = new GrowingTree();
  for (;;) {
    const entries = await ctx.db.auditor
      .selectFrom('ledger.entry as e')
      .leftJoin('ledger.leaf as l', 'l.leaf_id', 'e.leaf_id')
      .select(['e.position', 'e.leaf_hash', 'l.commitment', 'l.record_id'])
      .where('e.position', '>=', String(state.size))
      .orderBy('e.position')
      .limit(PORTION)
      .execute();
    for (const entry of entries) {
      const position = Number(entry.position);
      if (position !== state.size) {
        faults.push(gap(state.size));
        return faults;
      }
      const hash = entry.commitment ? leafHash(entry.commitment) : null;
      if (!hash) faults.push(lost(position));
      else if (!hash.equals(entry.leaf_hash)) faults.push(changed(position, entry.record_id));
      const root = state.add(hash ?? entry.leaf_hash);
      if (wanted[0] === state.size) {
        wanted.shift();
        for (const expected of roots.get(state.size) ?? []) {
          if (!root().equals(expected.root)) faults.push(differs(state.size, expected.outside));
        }
      }
    }
    if (entries.length < PORTION) break;
  }
  const missing = wanted.at(-1);
  if (missing !== undefined) faults.push(setBack(state.size, missing));
  return faults;
}

interface ExpectedRoot {
  readonly root: Buffer;
  readonly outside: boolean;
}

async function checkpointRoots(
  ctx: Context,
  faults: LedgerFault[],
): Promise<Map<number, ExpectedRoot[]>> {
  const { name } = ctx.keys.checkpointSigner;
  const opened = (note: string) => openCheckpointWith(note, name, ctx.keys.checkpointKeys);
  const roots = new Map<number, ExpectedRoot[]>();
  const add = (size: number, expected: ExpectedRoot): void => {
    roots.set(size, [...(roots.get(size) ?? []), expected]);
  };
  for (const row of await ctx.db.auditor
    .selectFrom('ledger.checkpoint')
    .selectAll()
    .orderBy('size')
    .execute()) {
    const head = opened(row.note);
    if (!head || head.size !== Number(row.size) || !head.root.equals(row.root))
      faults.push(badSignature(Number(row.size)));
    else add(head.size, { root: head.root, outside: false });
  }
  for (const { file, note } of outsideNotes(ctx.config.dataFolder)) {
    const head = opened(note);
    if (head) add(head.size, { root: head.root, outside: true });
    else faults.push(badOutside(file));
  }
  return roots;
}

/** Grows leaf by leaf and gives the root only where somebody asks for it. */
class GrowingTree {
  size = 0;
  #edge: { level: number; hash: Buffer }[] = [];

  add(leaf: Buffer): () => Buffer {
    const { nodes } = extend(
      this.size,
      this.#edge.map((node) => node.hash),
      [leaf],
    );
    this.size += 1;
    const fresh = nodes.at(-1);
    const levels = completeSubtrees(0, this.size).map((address) => address.level);
    this.#edge = [
      ...this.#edge.slice(0, levels.length - 1),
      { level: fresh?.level ?? 0, hash: fresh?.hash ?? leaf },
    ];
    return () =>
      extend(
        this.size,
        this.#edge.map((node) => node.hash),
        [],
      ).root;
  }
}

const gap = (position: number): LedgerFault => ({
  code: 'GAP',
  position,
  recordId: null,
  zh: `位置 ${position} 的存证条目缺失。`,
  en: `The entry at position ${position} is missing.`,
});
const lost = (position: number): LedgerFault => ({
  code: 'LEAF_LOST',
  position,
  recordId: null,
  zh: `位置 ${position} 的存证内容已被删除。`,
  en: `The leaf at position ${position} was deleted.`,
});
const changed = (position: number, recordId: string | null): LedgerFault => ({
  code: 'LEAF_CHANGED',
  position,
  recordId,
  zh: `位置 ${position} 的存证承诺值被改动（记录 ${recordId ?? '—'}）。`,
  en: `The commitment at position ${position} was changed (record ${recordId ?? '—'}).`,
});
const differs = (size: number, outside: boolean): LedgerFault => ({
  code: outside ? 'HISTORY_CHANGED' : 'ROOT_DIFFERS',
  position: size - 1,
  recordId: null,
  zh: outside
    ? `前 ${size} 条与库外保存的检查点不符，历史被改写。`
    : `前 ${size} 条与签名检查点的根不符。`,
  en: outside
    ? `The first ${size} entries differ from the checkpoint kept outside the database: history was rewritten.`
    : `The first ${size} entries do not give the root of their signed checkpoint.`,
});
const badSignature = (size: number): LedgerFault => ({
  code: 'SIGNATURE_BAD',
  position: size - 1,
  recordId: null,
  zh: `大小为 ${size} 的检查点签名不正确。`,
  en: `The checkpoint of size ${size} has no good signature.`,
});
const badOutside = (file: string): LedgerFault => ({
  code: 'SIGNATURE_BAD',
  position: null,
  recordId: null,
  zh: `库外保存的检查点文件 ${file} 签名不正确，可能被改写。`,
  en: `The checkpoint kept outside the database in ${file} has no good signature; it may have been overwritten.`,
});
const setBack = (size: number, known: number): LedgerFault => ({
  code: 'SET_BACK',
  position: size,
  recordId: null,
  zh: `日志只有 ${size} 条，而已签名的检查点有 ${known} 条：数据被倒退。`,
  en: `The log has ${size} entries but a signed checkpoint has ${known}: the data were set back.`,
});
