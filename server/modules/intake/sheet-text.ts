import type { Keyring } from '../../platform/keyring.ts';
import { maskIdNumber } from '../catalogue/index.ts';
import type { SheetFinding } from './finding.ts';
import { openValue, sealValue } from './sealed.ts';

/** What a batch keeps of the clerk's own words; sealed, and gone with the upload (K8). */
export interface SheetText {
  readonly sheetName?: string | null;
  readonly otherSheets?: readonly string[];
  readonly headerFindings?: readonly SheetFinding[];
  /** The sentence that refused the file; it may quote the header. */
  readonly refusal?: string;
}

const LONGEST_NAME = 200;
const NEUTRAL_NAME = '报送文件';
const REFUSAL_GONE = '文件没有被接收。具体原因不对您显示，或已随上传的文件到期删除。';
const MOBILE = /(?<!\d)(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const CERTIFICATE = /(?<![0-9A-Za-z])(?:\d{17}[\dXx]|\d{15})(?![0-9A-Za-z])/g;

/** A text of the clerk's with numbers of certificates and mobile telephones masked. */
export function maskedText(text: string): string {
  return text.replace(CERTIFICATE, maskIdNumber).replace(MOBILE, '$1****$2');
}

export function sealSheetText(keys: Keyring, text: SheetText): Buffer {
  const { sheetName, otherSheets, headerFindings, refusal } = text;
  return sealValue(keys, {
    ...(sheetName ? { sheetName: maskedText(sheetName) } : {}),
    ...(otherSheets ? { otherSheets: otherSheets.map(maskedText) } : {}),
    ...(headerFindings ? { headerFindings: headerFindings.map(maskedFinding) } : {}),
    ...(refusal === undefined ? {} : { refusal: maskedText(refusal) }),
  } satisfies SheetText);
}

/** What `sealSheetText` kept; nothing when it has expired. */
export function openSheetText(keys: Keyring, sealed: Buffer | null): SheetText {
  return sealed === null ? {} : openValue<SheetText>(keys, sealed);
}

/** Why a file was refused, or a neutral sentence where the words are not shown. */
export function refusalSentence(text: SheetText): string {
  return text.refusal ?? REFUSAL_GONE;
}

/** The name without folders and control characters; it is shown, never opened. */
export function sealFileName(keys: Keyring, fileName: string): Buffer {
  const name = Array.from(bareName(fileName) || '未命名').slice(0, LONGEST_NAME);
  return sealValue(keys, maskedText(name.join('')));
}

export function openFileName(keys: Keyring, sealed: Buffer): string {
  return openValue<string>(keys, sealed);
}

/** The kind of file the name tells, such as `.xlsx`; empty when it tells none. */
export function extensionOf(fileName: string): string {
  return /\.[a-z]{2,5}$/.exec(bareName(fileName).toLowerCase())?.[0] ?? '';
}

/** What stands for a name that has expired or is not the reader's to see. */
export function neutralName(extension: string): string {
  return `${NEUTRAL_NAME}${extension}`;
}

function bareName(fileName: string): string {
  return fileName
    .replace(/^.*[/\\]/, '')
    .replace(/\p{Cc}/gu, '')
    .trim();
}

function maskedFinding(finding: SheetFinding): SheetFinding {
  const { value, message, messageEn } = finding;
  return {
    ...finding,
    value: maskedText(value),
    message: maskedText(message),
    messageEn: maskedText(messageEn),
  };
}
