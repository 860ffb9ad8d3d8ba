import { strToU8, zipSync } from 'fflate';
import { withLimits, type SheetLimits } from './limits.ts';
import { parse, refusalFor } from './parse.ts';
import {
  readSheet,
  type ReadOptions,
  type Sheet,
  type SheetRow,
  type SheetSource,
} from './read.ts';
import { SheetRefused } from './refusal.ts';
import { Source } from './source.ts';

/** Everything a sheet says, for tests. */
export async function readAll(
  source: SheetSource,
  options: ReadOptions = {},
): Promise<{ sheet: Sheet; rows: SheetRow[] }> {
  const sheet = await readSheet(source, options);
  const rows: SheetRow[] = [];
  for await (const batch of sheet.rows) rows.push(...batch);
  return { sheet, rows };
}

/** The refusal of a file and how long it took, or a failure when it is read. */
export async function refusalOf(
  source: SheetSource,
  options: ReadOptions = {},
): Promise<{ code: string; message: string; ms: number }> {
  const since = performance.now();
  try {
    await readAll(source, options);
  } catch (error) {
    if (!(error instanceof SheetRefused)) throw error;
    return { code: error.code, message: error.message, ms: performance.now() - since };
  }
  throw new Error('the file was read');
}

/** The refusal of bytes by the parser itself, without a process of its own. */
export async function refusalInProcess(
  bytes: Uint8Array,
  limits: Partial<SheetLimits> = {},
): Promise<SheetRefused> {
  const output = { meta: () => undefined, frame: () => undefined };
  try {
    await parse(new Source(Buffer.from(bytes)), withLimits(limits), output);
  } catch (error) {
    return refusalFor(error);
  }
  throw new Error('the file was read');
}

const TYPES = 'http://schemas.openxmlformats.org/package/2006/content-types';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEETML = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Parts of a smallest workbook around the rows of one sheet; parts can be replaced or added. */
export function workbookParts(
  sheetData: string,
  replaced: Record<string, string> = {},
): Record<string, string> {
  return {
    '[Content_Types].xml': `<Types xmlns="${TYPES}"/>`,
    '_rels/.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="w" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELATIONS}"><Relationship Id="s" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${SHEETML}" xmlns:r="${OFFICE}"><sheets><sheet name="数据" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${SHEETML}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...replaced,
  };
}

/** A smallest .xlsx around the rows of one sheet. */
export function workbook(sheetData: string, replaced: Record<string, string> = {}): Uint8Array {
  return zipped(workbookParts(sheetData, replaced));
}

export function zipped(parts: Record<string, string | Uint8Array>): Uint8Array {
  const entries = Object.entries(parts).map(([name, content]) => [
    name,
    typeof content === 'string' ? strToU8(content) : content,
  ]);
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>);
}

/** Rows of inline strings for `workbook`. */
export function inlineRows(rows: readonly (readonly string[])[]): string {
  return rows
    .map((cells, index) => {
      const xml = cells.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`);
      return `<row r="${index + 1}">${xml.join('')}</row>`;
    })
    .join('');
}
