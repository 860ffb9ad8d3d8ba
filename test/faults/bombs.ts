import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import {
  inlineRows,
  workbook,
  workbookParts,
  zipped,
} from '../../server/platform/spreadsheet/testing.ts';

const MIB = 1024 * 1024;
const ROWS = inlineRows([
  ['名称', '代码'],
  ['甲', '1'],
]);
const SHEET = 'xl/worksheets/sheet1.xml';
const STRINGS = 'xl/sharedStrings.xml';
const STYLES = 'xl/styles.xml';
const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

const sheet = (xml: string): Uint8Array => workbook(ROWS, { [SHEET]: xml });
const rows = (xml: string): Uint8Array => workbook(xml);
const part = (name: string, xml: string): Uint8Array => workbook(ROWS, { [name]: xml });
const text = (content: string): Uint8Array => Buffer.from(content);
const cell = '<c><v>1</v></c>';
const bookPart = workbookParts(ROWS)[BOOK] ?? '';

/** Entities that name each other ten times over nine levels: a billion, were they expanded. */
function laughs(): string {
  const levels = Array.from(
    { length: 9 },
    (_none, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  );
  return `<!DOCTYPE x [<!ENTITY l0 "ha">${levels.join('')}]>`;
}

/** The same bytes with the central directory changed at an offset of each entry. */
function withDirectory(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const changed = Buffer.from(bytes);
  const signature = Buffer.from('PK\x01\x02', 'latin1');
  for (let at = 0; (at = changed.indexOf(signature, at)) >= 0; at += 4)
    changed.writeUInt32LE(value, at + offset);
  return changed;
}

/** Many entries that are all the same packed bytes: the directory is larger than what it lists. */
function nested(levels: number): Uint8Array {
  let inner: Uint8Array = zipped({ '0.bin': new Uint8Array(MIB) });
  for (let i = 1; i <= levels; i += 1)
    inner = zipped({ [`${i}.zip`]: inner, [`${i}b.zip`]: inner });
  return inner;
}

/**
 * Files made to bring a reader down. `read` marks the harmless looking ones that may be read as well:
 * they must only not cost more than any other file.
 */
export const bombs: Readonly<
  Record<string, { readonly make: () => Uint8Array; readonly read?: true }>
> = {
  'a sheet of nothing, a thousand times inflated': { make: () => sheet('<a/>'.repeat(20 * MIB)) },
  'spaces without end': { make: () => sheet(`<worksheet>${' '.repeat(60 * MIB)}`) },
  'a bomb in the shared strings': {
    make: () => part(STRINGS, `<sst>${'<si><t>a</t></si>'.repeat(3 * MIB)}</sst>`),
  },
  'a bomb in the styles': {
    make: () => part(STYLES, `<styleSheet>${'<xf/>'.repeat(8 * MIB)}`),
    read: true,
  },
  'a bomb in the list of sheets': {
    make: () => part(BOOK, `<workbook>${'<sheet/>'.repeat(4 * MIB)}`),
  },
  'a bomb in the relations': { make: () => part(RELATIONS, '<Relationship/>'.repeat(3 * MIB)) },
  'a bomb in the content types': {
    make: () => part('[Content_Types].xml', '<Override/>'.repeat(3 * MIB)),
    read: true,
  },
  'archives in archives': { make: () => nested(6) },
  'an archive in a part': { make: () => zipped({ ...workbookParts(ROWS), [SHEET]: nested(4) }) },
  'ten thousand small parts': {
    make: () =>
      zipped({
        ...workbookParts(ROWS),
        ...Object.fromEntries(Array.from({ length: 10_000 }, (_none, i) => [`x/${i}`, 'x'])),
      }),
    read: true,
  },
  'a directory that claims four gigabytes': {
    make: () => withDirectory(workbook(ROWS), 24, 0xfffffffe),
    read: true,
  },
  'a directory that claims nothing': {
    make: () => withDirectory(sheet('<a/>'.repeat(8 * MIB)), 24, 0),
  },
  'a directory that points outside': { make: () => withDirectory(workbook(ROWS), 42, 0xfffffff0) },
  'a directory that points at itself': { make: () => withDirectory(workbook(ROWS), 42, 0) },
  'a billion laughs in the sheet': {
    make: () =>
      sheet(
        `${laughs()}<worksheet><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>`,
      ),
  },
  'a billion laughs in the strings': {
    make: () => part(STRINGS, `${laughs()}<sst><si><t>&l9;</t></si></sst>`),
  },
  'an external entity': {
    make: () =>
      sheet(
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&a;</v></c></row></sheetData></worksheet>',
      ),
  },
  'an external DTD': {
    make: () => part(BOOK, `<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">${bookPart}`),
  },
  'a parameter entity': {
    make: () => part(STRINGS, '<!DOCTYPE x [<!ENTITY % a "<!ENTITY b \'c\'>"> %a;]><sst/>'),
  },
  'one tag of many megabytes': {
    make: () => sheet(`<worksheet><sheetData><row ${'a="b" '.repeat(5 * MIB)}`),
  },
  'one attribute of many megabytes': {
    make: () => sheet(`<worksheet><sheetData><row r="${'1'.repeat(20 * MIB)}">`),
  },
  'a comment that never ends': { make: () => sheet(`<worksheet><!--${'-'.repeat(20 * MIB)}`) },
  'comments that begin a million times': { make: () => sheet('<!--'.repeat(4 * MIB)) },
  'tags a million deep': { make: () => sheet('<a>'.repeat(6 * MIB)) },
  'a million columns in a row': { make: () => rows(`<row r="1">${cell.repeat(1_000_000)}</row>`) },
  'a million rows': { make: () => rows(`<row>${cell}</row>`.repeat(1_000_000)) },
  'a million empty rows': { make: () => rows('<row/>'.repeat(1_000_000)), read: true },
  'a million styles': {
    make: () =>
      part(
        STYLES,
        `<styleSheet><cellXfs>${'<xf numFmtId="14"/>'.repeat(1_000_000)}</cellXfs></styleSheet>`,
      ),
    read: true,
  },
  'a million number formats': {
    make: () =>
      part(
        STYLES,
        `<styleSheet><numFmts>${'<numFmt numFmtId="200" formatCode="yyyy"/>'.repeat(1_000_000)}</numFmts></styleSheet>`,
      ),
    read: true,
  },
  'a cell at the end of the world': {
    make: () => rows('<row r="1048577"><c r="XFD1048577"><v>1</v></c></row>'),
  },
  'a cell of fifty megabytes': {
    make: () => rows(`<row><c t="inlineStr"><is><t>${'长'.repeat(16 * MIB)}</t></is></c></row>`),
  },
  'a long text used half a million times': {
    make: () =>
      workbook(`<row>${'<c t="s"><v>0</v></c>'.repeat(900)}</row>`.repeat(500), {
        [STRINGS]: `<sst><si><t>${'长'.repeat(30_000)}</t></si></sst>`,
      }),
  },
  'a text of a million runs': {
    make: () => part(STRINGS, `<sst><si>${'<r><t>a</t></r>'.repeat(1_500_000)}</si></sst>`),
  },
  'a name that climbs out': {
    make: () => zipped({ ...workbookParts(ROWS), '..\\..\\windows\\win.ini': 'x' }),
  },
  'a name of sixty thousand letters': {
    make: () => zipped({ ...workbookParts(ROWS), [`xl/${'a'.repeat(60_000)}`]: 'x' }),
    read: true,
  },
  'a .csv of one line of 40 MB': { make: () => text('a'.repeat(40 * MIB)) },
  'a .csv of one open quote of 40 MB': { make: () => text(`a,b\n"${'""'.repeat(20 * MIB - 16)}`) },
  'a .csv of quotes that open again and again': { make: () => text('"a'.repeat(10 * MIB)) },
  'a .csv of a million columns': { make: () => text(`${','.repeat(1_000_000)}x\n1\n`) },
  'a .csv of nothing but ends of lines': { make: () => text('\n'.repeat(39 * MIB)) },
  'a .csv of four bytes a character, half of them wrong': {
    make: () => iconv.encode('𠀀�'.repeat(2 * MIB), 'gb18030'),
    read: true,
  },
  'a packed stream that says it is stored': {
    make: () =>
      Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), deflateRawSync(Buffer.alloc(MIB))]),
  },
};
