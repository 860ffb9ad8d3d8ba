import type { PlainDate } from '../../../platform/plain-date.ts';
import type { SheetSource } from '../../../platform/spreadsheet/index.ts';
import type { Policy } from '../../policy/index.ts';
import type { GoodRow } from '../batch.ts';
import { FindingCounts, type FindingCount, type SheetFinding } from '../finding.ts';
import { applyGate, gateOf, type Gate } from '../gate.ts';
import { SheetJudgement, type JudgedSheetRow, type SheetInfo } from '../judge-sheet.ts';
import { refusalOf } from '../refusal.ts';
import { packRows } from '../sealed.ts';
import type { NewRow } from '../store.ts';

/** All a reading needs to know of its batch, in a form another thread understands. */
export interface ReadingTask {
  readonly classCode: string;
  readonly judgedOn: PlainDate;
  readonly sender: string;
  readonly fileDigest: string;
  readonly fileName: string;
  /** Whether persons need not wait for the impact assessment (K1). */
  readonly demonstration: boolean;
}

/** Good rows that wait to be stored together. */
export interface Chunk {
  readonly firstRow: number;
  readonly rowCount: number;
  /** The rows, packed but not yet sealed. */
  readonly packed: Uint8Array<ArrayBuffer>;
}

/** What the next rows of the sheet came to. */
export interface Piece {
  readonly rowsRead: number;
  readonly chunks: readonly Chunk[];
  readonly bad: readonly NewRow[];
}

/** What the whole sheet came to. */
export interface Totals {
  readonly reportId: string;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly warned: number;
  readonly info: SheetInfo;
  readonly headerFindings: readonly SheetFinding[];
  readonly findingCounts: readonly FindingCount[];
  /** How often each cell was cured of what, by field and cure. */
  readonly cures: Readonly<Record<string, number>>;
}

export type Told =
  | { readonly piece: Piece }
  | { readonly piece: Piece; readonly totals: Totals }
  | { readonly refusal: { readonly code: string; readonly message: string } };

const CHUNK_ROWS = 1_000;

/**
 * Judges a whole sheet by row and file rules and by the gate of persons. Tells of its rows in
 * their order, and last of its totals, or why the file is refused; asks no database.
 */
export async function* judgedPieces(
  policy: Policy,
  task: ReadingTask,
  source: SheetSource,
  signal?: AbortSignal,
): AsyncGenerator<Told> {
  const { classCode, judgedOn, sender, fileDigest, fileName } = task;
  try {
    const judgement = await SheetJudgement.open(source, fileDigest, {
      policy,
      classCode,
      today: judgedOn,
      sender,
      fileName,
      ...(signal === undefined ? {} : { signal }),
    });
    const sorting = new Sorting(gateOf({ policy, demonstration: task.demonstration }, task));
    for await (const rows of judgement.rows()) {
      for (const row of rows) sorting.add(row);
      yield { piece: sorting.take() };
    }
    yield { piece: sorting.takeAll(), totals: sorting.totals(judgement) };
  } catch (error) {
    const refusal = signal?.aborted ? null : refusalOf(error);
    if (!refusal) throw error;
    yield { refusal };
  }
}

/** Sorts judged rows into chunks of good ones and bad ones with their findings. */
class Sorting {
  readonly #gate: Gate;
  readonly #cured = new Map<string, number>();
  readonly #gateCounts = new FindingCounts();
  #gated = { rejected: 0, quarantined: 0, warned: 0 };
  #good: GoodRow[] = [];
  #bad: NewRow[] = [];
  #read = 0;

  constructor(gate: Gate) {
    this.#gate = gate;
  }

  add(judged: JudgedSheetRow): void {
    const row = applyGate(this.#gate, judged);
    this.#read += 1;
    for (const { field, normaliser } of row.cures) {
      const key = `${field} ${normaliser}`;
      this.#cured.set(key, (this.#cured.get(key) ?? 0) + 1);
    }
    const { rowNumber, values, cures, findings, outcome } = row;
    for (const held of findings.slice(judged.findings.length)) this.#gateCounts.add(held);
    if (outcome === 'ACCEPTED') {
      this.#good.push({ rowNumber, values, cures, findings });
      return;
    }
    if (judged.outcome === 'ACCEPTED') {
      this.#gated[outcome === 'REFUSED' ? 'rejected' : 'quarantined'] += 1;
      if (judged.findings.length > 0) this.#gated.warned += 1;
    } else if (judged.outcome !== outcome) {
      this.#gated.rejected += 1;
      this.#gated.quarantined -= 1;
    }
    const state = outcome === 'REFUSED' ? 'REJECTED' : 'QUARANTINED';
    this.#bad.push({ rowNumber, values, cures, findings, state });
  }

  /** Full chunks, and the bad rows so far. */
  take(): Piece {
    return this.#take(Math.floor(this.#good.length / CHUNK_ROWS));
  }

  /** The last chunk may be a smaller one. */
  takeAll(): Piece {
    return this.#take(Math.ceil(this.#good.length / CHUNK_ROWS));
  }

  totals(judgement: SheetJudgement): Totals {
    const { counts, info, headerFindings, findingCounts } = judgement;
    const gated = this.#gated;
    return {
      reportId: judgement.finish(),
      rows: counts.rows,
      accepted: counts.accepted - gated.rejected - gated.quarantined,
      rejected: counts.rejected + gated.rejected,
      quarantined: counts.quarantined + gated.quarantined,
      warned: counts.warned - gated.warned,
      info,
      headerFindings,
      findingCounts: [...findingCounts.list(), ...this.#gateCounts.list()],
      cures: Object.fromEntries(this.#cured),
    };
  }

  #take(count: number): Piece {
    const chunks = Array.from({ length: count }, (_none, index) => {
      const rows = this.#good.slice(index * CHUNK_ROWS, (index + 1) * CHUNK_ROWS);
      const [first] = rows;
      return {
        firstRow: first?.rowNumber ?? 0,
        rowCount: rows.length,
        packed: new Uint8Array(packRows(rows)),
      };
    });
    if (count > 0) this.#good = this.#good.slice(count * CHUNK_ROWS);
    const bad = this.#bad;
    this.#bad = [];
    return { rowsRead: this.#read, chunks, bad };
  }
}
