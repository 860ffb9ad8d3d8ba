import type { InformationClass } from '../../policy/index.ts';
import { checkUscc } from '../identifiers/uscc.ts';
import type { FileKeyRule } from './compile-rules.ts';
import { keyPartsOf } from './identity.ts';
import type { Judge, RawCells } from './judge.ts';
import { ContentHash, KeyTable, RowHash } from './key-table.ts';
import type { RowUnderJudgement } from './row.ts';
import type { FileContext, JudgedRow } from './types.ts';

export type FileParts = {
  readonly keys: readonly FileKeyRule[];
  readonly slotOf: (field: string) => number;
  readonly informationClass: InformationClass;
  readonly codes: readonly string[];
  readonly provinces: ReadonlySet<string>;
};

/** Keys a rule has seen in this file. */
export type TableOf = (rule: string) => KeyTable;

type KeySlot = {
  readonly slot: number;
  readonly replacedBy: readonly { readonly slot: number; readonly isUscc: boolean }[];
};
type FileKey = {
  readonly rule: FileKeyRule['rule'];
  readonly report: FileKeyRule['report'];
  readonly slots: readonly KeySlot[];
  readonly table: KeyTable;
};

/** The rows of one file, judged in order, with what was seen before. Memory grows by 32 bytes a row. */
export class FileJudge {
  private readonly judge: Judge;
  private readonly context: FileContext;
  private readonly parts: FileParts;
  private readonly keys: readonly FileKey[];
  private readonly contentSlots: readonly number[];
  private readonly hash = new RowHash();
  private readonly content = new ContentHash();

  /** `tableOf` gives the keys seen by a rule so far: versions of a class share them. */
  constructor(judge: Judge, context: FileContext, parts: FileParts, tableOf: TableOf) {
    this.judge = judge;
    this.context = { ...context };
    this.parts = parts;
    this.keys = parts.keys.map(({ rule, report }) => ({
      rule,
      report,
      table: tableOf(rule.id),
      slots: keyPartsOf(parts.informationClass, rule).map(({ field, replacedBy }) => ({
        slot: parts.slotOf(field),
        replacedBy: replacedBy.map((code) => ({
          slot: parts.slotOf(code.field),
          isUscc: code.isUscc,
        })),
      })),
    }));
    const operation = parts.codes.indexOf('OPERATION');
    const items = parts.informationClass.items.map((_item, slot) => slot);
    this.contentSlots = operation < 0 ? items : [...items, operation];
  }

  /** Judges the next row; `rowNumber` (from 1, as the person sees it) is named in findings of later rows. */
  row(cells: RawCells, rowNumber: number): JudgedRow {
    const state = this.judge.examine(cells, this.context);
    for (const key of this.keys) this.judgeKey(key, state, rowNumber);
    return this.judge.finish(state);
  }

  private judgeKey(key: FileKey, state: RowUnderJudgement, rowNumber: number): void {
    const { hash } = this;
    hash.reset();
    let present = false;
    for (const { slot, replacedBy } of key.slots) {
      const code = replacedBy.find((candidate) => this.isGood(state, candidate));
      const at = code ? code.slot : slot;
      if (state.isPoisoned(at)) return;
      const value = state.cell(at);
      present ||= value !== '';
      if (code) hash.add(value);
      else hash.addCanonical(value);
    }
    if (!present) return;
    const lanes = hash.lanes();
    const { content } = this;
    content.reset();
    for (const slot of this.contentSlots) content.add(state.cell(slot));
    const earlier = key.table.remember(lanes, content.lanes(), rowNumber);
    if (!earlier) return;
    const slot = (key.slots[0] as KeySlot).slot;
    const severity = earlier.sameContent ? key.rule.args.equal : key.rule.args.different;
    key.report(state, slot, { severity, other: String(earlier.rowNumber) });
  }

  private isGood(
    state: RowUnderJudgement,
    code: { readonly slot: number; readonly isUscc: boolean },
  ): boolean {
    const value = state.cell(code.slot);
    if (value === '' || state.isPoisoned(code.slot)) return false;
    return !code.isUscc || checkUscc(value, this.parts.provinces).error === null;
  }
}
