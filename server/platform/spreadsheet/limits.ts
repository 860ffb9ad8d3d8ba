/** Everything that bounds one reading; each figure can be lowered or raised by the caller. */
export interface SheetLimits {
  /** Size of the uploaded file in bytes. */
  readonly maxFileBytes: number;
  /** Non-empty rows below the header; titles and headers may add `HEADER_LOOKAHEAD` rows. */
  readonly maxRows: number;
  readonly maxColumns: number;
  /** Text of one cell in UTF-8 bytes. */
  readonly maxCellBytes: number;
  /** Inflated bytes of all zip entries read together, counted while inflating. */
  readonly maxInflatedBytes: number;
  /** Inflated to packed size of one entry; judged only past `RATIO_GRACE_BYTES`. */
  readonly maxInflationRatio: number;
  /** Text of the shared string table, which must stay in memory. */
  readonly maxSharedStringBytes: number;
  /** Text delivered to the caller; stops one long shared string used a million times. */
  readonly maxTextBytes: number;
  /** Time the caller spends waiting for the parser, in milliseconds; his own work does not count. */
  readonly timeoutMs: number;
  /** Heap of the parser process in MiB. */
  readonly heapMiB: number;
  /** Address space of the parser process in MiB, where the system can limit it. */
  readonly addressSpaceMiB: number;
}

/** Titles may stand above the header, but not more than this many rows. */
export const HEADER_LOOKAHEAD = 20;

/** Small entries may be as repetitive as they like. */
export const RATIO_GRACE_BYTES = 16 * 1024 * 1024;

const MIB = 1024 * 1024;

/** The limits of an ordinary upload: 40 MB, 500,000 rows, 1,000 columns, a minute. */
export const DEFAULT_LIMITS: SheetLimits = {
  maxFileBytes: 40 * MIB,
  maxRows: 500_000,
  maxColumns: 1_000,
  maxCellBytes: 131_072,
  maxInflatedBytes: 1024 * MIB,
  maxInflationRatio: 200,
  maxSharedStringBytes: 256 * MIB,
  maxTextBytes: 1024 * MIB,
  timeoutMs: 60_000,
  heapMiB: 128,
  addressSpaceMiB: 2_300,
};

/** The ordinary limits with some figures replaced. */
export function withLimits(changes: Partial<SheetLimits> = {}): SheetLimits {
  return { ...DEFAULT_LIMITS, ...changes };
}
