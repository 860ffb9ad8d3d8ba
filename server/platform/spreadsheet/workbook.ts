import { INSTRUCTIONS_SHEET } from './header.ts';
import type { NumberLook } from './number-text.ts';
import { SheetRefused, type RefusalCode } from './refusal.ts';
import { readLooks } from './styles.ts';
import { startTags } from './xml-parts.ts';
import type { ZipArchive } from './zip.ts';

const PART_BYTES = 16 * 1024 * 1024;

export interface SheetPart {
  readonly name: string;
  readonly path: string;
}

/** What a workbook says about itself: visible worksheets (but for the instructions) in their order, styles, date system. */
export interface Workbook {
  readonly sheets: readonly SheetPart[];
  readonly sharedStrings: string | undefined;
  readonly looks: readonly NumberLook[];
  readonly date1904: boolean;
}

/** Other kinds of package by a part they contain; order matters. */
const PACKAGES: readonly (readonly [part: RegExp, code: RefusalCode])[] = [
  [/(^|\/)vbaproject\.bin$/i, 'MACRO'],
  [/^xl\/macrosheets\//i, 'MACRO'],
  [/^xl\/workbook\.bin$/i, 'XLSB'],
  [/^word\//i, 'WORD'],
  [/^ppt\//i, 'WORD'],
];

/** Reads the small parts of an .xlsx package; throws `SheetRefused` for every other package. */
export async function openWorkbook(zip: ZipArchive): Promise<Workbook> {
  for (const [part, code] of PACKAGES) {
    if (zip.names.some((name) => part.test(name))) throw new SheetRefused(code);
  }
  const types = await zip.readPart('[Content_Types].xml', PART_BYTES);
  if (types === undefined) throw new SheetRefused(await otherPackage(zip));
  if (/macroenabled/i.test(types.toString('utf8'))) throw new SheetRefused('MACRO');
  const path = (await relations(zip, '')).find((one) => one.type === 'officeDocument')?.target;
  const part = await zip.readPart(path ?? 'xl/workbook.xml', PART_BYTES);
  if (part === undefined) throw new SheetRefused('CORRUPT');
  const related = await relations(zip, path ?? 'xl/workbook.xml');
  const target = (type: string): string | undefined =>
    related.find((one) => one.type === type)?.target;
  const sheets: SheetPart[] = [];
  let date1904 = false;
  for (const { name, attributes } of startTags(part)) {
    if (name === 'workbookPr') date1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '');
    if (name !== 'sheet' || (attributes.get('state') ?? 'visible') !== 'visible') continue;
    const relation = related.find((one) => one.id === attributes.get('id'));
    if (relation?.type !== 'worksheet') continue;
    if (!zip.has(relation.target)) throw new SheetRefused('CORRUPT');
    sheets.push({ name: attributes.get('name') ?? '', path: relation.target });
  }
  const data = sheets.filter(({ name }) => name !== INSTRUCTIONS_SHEET);
  if (data.length === 0) throw new SheetRefused('EMPTY_WORKBOOK');
  const styles = target('styles');
  const strings = target('sharedStrings');
  return {
    sheets: data,
    sharedStrings: strings !== undefined && zip.has(strings) ? strings : undefined,
    looks: readLooks(styles === undefined ? undefined : await zip.readPart(styles, PART_BYTES)),
    date1904,
  };
}

interface Relation {
  readonly id: string;
  readonly type: string;
  readonly target: string;
}

/** Relations of a part with targets resolved; types by their last word (transitional or strict). */
async function relations(zip: ZipArchive, path: string): Promise<Relation[]> {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const part = await zip.readPart(`${folder}_rels/${path.slice(slash)}.rels`, PART_BYTES);
  if (part === undefined) return [];
  return [...startTags(part)]
    .filter(({ name, attributes }) => name === 'Relationship' && !attributes.has('TargetMode'))
    .map(({ attributes }) => ({
      id: attributes.get('Id') ?? '',
      type: (attributes.get('Type') ?? '').replace(/^.*\//, ''),
      target: resolve(folder, attributes.get('Target') ?? ''),
    }));
}

function resolve(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function otherPackage(zip: ZipArchive): Promise<RefusalCode> {
  const kind = (await zip.readPart('mimetype', PART_BYTES))?.toString('latin1') ?? '';
  if (kind.includes('opendocument.spreadsheet')) return 'ODS';
  if (kind.includes('opendocument')) return 'WORD';
  return zip.names.length === 0 ? 'EMPTY_WORKBOOK' : 'ARCHIVE';
}
