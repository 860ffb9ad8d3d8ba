import { readFileSync } from 'node:fs';
import { unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import type { Dice } from './dice.ts';

const FIXTURES = new URL('../../server/platform/spreadsheet/fixtures/', import.meta.url);
const BOOKS = ['exceljs.xlsx', 'handmade.xlsx', 'libreoffice.xlsx', 'libreoffice-1904.xlsx'];
const LINES =
  'CF_XDR_MC,CF_WSH,备注\n王益示例商贸有限公司,王市监罚〔2026〕1号,"甲,""乙""\n丙"\n'.repeat(40);
/** What programs that write sheets get wrong, and what people use to break those that read them. */
const PIECES = [
  '<',
  '>',
  '&',
  '&#0;',
  '&#x110000;',
  '&lol;',
  '<!DOCTYPE x>',
  '<!--',
  ']]>',
  '<![CDATA[',
  '"',
  '\0',
  ' r="A0"',
  ' r="XFE1"',
  ' r="1048577"',
  ' s="99999"',
  ' t="s"',
  '<v>1e999</v>',
  '<v>-1</v>',
  '</sheetData>',
  '<row r="0"/>',
  '<si/>',
  '\ufeff',
  '\ud800',
  ',,,,',
  '"\n',
  '\r',
  '9'.repeat(400),
];

/** Frozen workbooks and texts, in the encodings of Chinese offices. */
export const originals: readonly Buffer[] = [
  ...BOOKS.map((name) => readFileSync(new URL(name, FIXTURES))),
  Buffer.from(LINES),
  iconv.encode(LINES, 'gb18030'),
  iconv.encode(LINES, 'utf16le', { addBOM: true }),
];

/** One of the originals, damaged: its bytes, or the inside of a workbook that is packed again. */
export function mutated(dice: Dice): Buffer {
  const original = dice.pick(originals);
  const isBook = original[0] === 0x50;
  if (!isBook || dice.chance(35)) return damaged(original, dice);
  const parts = unzipSync(original);
  for (let i = dice.roll(2); i >= 0; i -= 1) {
    const name = dice.pick(Object.keys(parts));
    const part = Buffer.from(parts[name] ?? []);
    if (dice.chance(5)) delete parts[name];
    else {
      const changed = dice.chance(50) ? damaged(part, dice) : spliced(part, dice);
      parts[dice.chance(3) ? `../${name}` : name] = new Uint8Array(changed);
    }
  }
  return Buffer.from(zipSync(parts, { level: dice.chance(50) ? 6 : 0 }));
}

function damaged(original: Buffer, dice: Dice): Buffer {
  const bytes = Buffer.from(original);
  if (bytes.length === 0) return bytes;
  for (let i = dice.roll(12); i >= 0; i -= 1) {
    const at = dice.roll(bytes.length);
    const kind = dice.roll(4);
    if (kind === 0) bytes[at] = dice.roll(256);
    else if (kind === 1) bytes.copyWithin(at, dice.roll(bytes.length), dice.roll(bytes.length));
    else if (kind === 2) bytes.fill(dice.roll(256), at, Math.min(bytes.length, at + dice.roll(40)));
    else bytes[at] = (bytes[at] ?? 0) ^ (1 << dice.roll(8));
  }
  return dice.chance(15) ? bytes.subarray(0, dice.roll(bytes.length) + 1) : bytes;
}

/** Something put in, taken out or said many times, so that what stands around it stays well-formed. */
function spliced(part: Buffer, dice: Dice): Buffer {
  const at = dice.roll(part.length + 1);
  const end = Math.min(part.length, at + dice.roll(60));
  const piece = Buffer.from(dice.pick(PIECES).repeat(dice.chance(10) ? 2000 : 1));
  const middle = dice.chance(70)
    ? piece
    : Buffer.concat(Array.from({ length: 50 }, () => part.subarray(at, end)));
  return Buffer.concat([part.subarray(0, at), middle, part.subarray(dice.chance(50) ? at : end)]);
}
