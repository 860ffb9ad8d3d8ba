import type { RefusalCode } from './refusal.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const MAGIC: readonly (readonly [hex: string, code: RefusalCode])[] = [
  ['25504446', 'PDF'],
  ['89504e47', 'IMAGE'],
  ['ffd8ff', 'IMAGE'],
  ['47494638', 'IMAGE'],
  ['49492a00', 'IMAGE'],
  ['4d4d002a', 'IMAGE'],
  ['52494646', 'IMAGE'],
  ['526172211a07', 'ARCHIVE'],
  ['377abcaf271c', 'ARCHIVE'],
  ['1f8b08', 'ARCHIVE'],
  ['7b5c727466', 'WORD'],
  ['0908', 'OLD_XLS'],
  ['0904', 'OLD_XLS'],
  ['09000400', 'OLD_XLS'],
  ['09020600', 'OLD_XLS'],
  ['7f454c46', 'NOT_A_SHEET'],
];

/** What the content says a file is, whatever its name: a zip, plain text, or something we refuse. */
export function sniff(bytes: Buffer): 'zip' | 'text' | RefusalCode {
  if (bytes.length === 0) return 'EMPTY_FILE';
  if (bytes.subarray(0, 8).equals(OLE)) return oleKind(bytes);
  if (startsWith(bytes, '504b0304') || startsWith(bytes, '504b0506')) return 'zip';
  for (const [hex, code] of MAGIC) if (startsWith(bytes, hex)) return code;
  if (bytes.toString('latin1', 4, 8) === 'ftyp') return 'IMAGE';
  if (startsWith(bytes, 'fffe') || startsWith(bytes, 'feff')) return 'text';
  if (bytes.toString('latin1', 0, 2) === 'BM' && bytes.subarray(0, 64).includes(0)) return 'IMAGE';
  return (
    markupKind(bytes.toString('latin1', 0, 4096)) ?? (bytes.includes(0) ? 'NOT_A_SHEET' : 'text')
  );
}

function startsWith(bytes: Buffer, hex: string): boolean {
  return bytes.toString('hex', 0, hex.length / 2) === hex;
}

/** Stream names of the compound file stand in its directory as UTF-16. */
function oleKind(bytes: Buffer): RefusalCode {
  const has = (name: string): boolean => bytes.includes(Buffer.from(name, 'utf16le'));
  if (has('EncryptedPackage')) return 'ENCRYPTED';
  if (has('WordDocument') || has('PowerPoint Document')) return 'WORD';
  return 'OLD_XLS';
}

function markupKind(latin1: string): RefusalCode | undefined {
  const text = latin1.replace(/^ï»¿/, '').trimStart().toLowerCase();
  if (text.startsWith('mime-version:')) return 'HTML';
  if (!text.startsWith('<')) return undefined;
  if (text.startsWith('<?xml')) {
    if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'XML_2003';
    return text.includes('<html') ? 'HTML' : 'NOT_A_SHEET';
  }
  return /^<(?:!doctype html|!--|html|head|meta|body|table|div|style|script)/.test(text)
    ? 'HTML'
    : undefined;
}
