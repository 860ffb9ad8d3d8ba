export { cellAddress, columnIndexOf, columnLetters } from './address.ts';
export { isLastFrame, type CellMark, type Frames } from './frames.ts';
export { FINDINGS_HEADER, INSTRUCTIONS_SHEET, type SheetColumn } from './header.ts';
export { DEFAULT_LIMITS, HEADER_LOOKAHEAD, type SheetLimits } from './limits.ts';
export {
  addressedCells,
  parseSheet,
  readSheet,
  type PiecedFile,
  type ReadOptions,
  type Sheet,
  type SheetRow,
  type SheetSource,
} from './read.ts';
export { SheetRefused, type RefusalCode } from './refusal.ts';
export { writeTemplate, type TemplateColumn, type TemplateSpec } from './template.ts';
export {
  writeAnnotated,
  type AnnotatedRow,
  type AnnotatedSpec,
  type CellFinding,
} from './annotate.ts';
export { csvRecord, writeCsv } from './write-csv.ts';
