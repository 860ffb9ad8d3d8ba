import { mapInTurns } from '../../platform/sending.ts';
import type { AppliedCure, Values } from '../catalogue/index.ts';
import type { Making } from '../records/index.ts';
import type { GoodRow } from './batch.ts';
import type { SheetFinding } from './finding.ts';
import { readyRow, type ReadyRow, type RowsOf } from './ready.ts';
import { linesOfRows } from './sealed.ts';

/**
 * Makes the rows of a packed chunk ready, giving way to other work. Their cells are read one row
 * after another and let go at once: what waits for the database is small, and moved about by
 * nobody.
 */
export function readyChunk(
  making: Making,
  batch: RowsOf,
  packed: Buffer,
): Promise<ReadyRow<GoodRow>[]> {
  return mapInTurns([...linesOfRows(packed)], (line) => {
    const row = JSON.parse(line.toString('utf8')) as GoodRow;
    return { ...readyRow(making, batch, row), row: new PackedRow(row, line) };
  });
}

const NO_FINDINGS: readonly SheetFinding[] = Object.freeze([]);

/** A good row that is read again when somebody asks for its cells: hardly anybody does. */
class PackedRow implements GoodRow {
  readonly rowNumber: number;
  readonly #hasFindings: boolean;
  readonly #line: Buffer;

  constructor({ rowNumber, findings }: GoodRow, line: Buffer) {
    this.rowNumber = rowNumber;
    this.#hasFindings = findings.length > 0;
    this.#line = line;
  }

  get values(): Values {
    return this.#read().values;
  }

  get cures(): readonly AppliedCure[] {
    return this.#read().cures;
  }

  get findings(): readonly SheetFinding[] {
    return this.#hasFindings ? this.#read().findings : NO_FINDINGS;
  }

  #read(): GoodRow {
    return JSON.parse(this.#line.toString('utf8')) as GoodRow;
  }
}
