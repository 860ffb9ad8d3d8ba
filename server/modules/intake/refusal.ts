import { SheetRefused, type SheetRow } from '../../platform/spreadsheet/index.ts';
import { columnLetters } from '../../platform/spreadsheet/index.ts';
import { Problem } from '../../platform/problem.ts';
import type { InformationClass, Policy } from '../policy/index.ts';
import { betterClass, type HeaderMatch } from './header.ts';
import { problem } from './problem.ts';

/** Whole-file refusals of the intake itself; those of the reader keep their own codes. */
export type HeaderRefusal = 'NO_HEADER' | 'OTHER_CLASS' | 'MISSING_COLUMNS' | 'REPEATED_COLUMN' | 'NO_ROWS';

const SHOWN_NAMES = 12;

/** The refusal of a whole file: a stable code and a sentence that says what to do. */
export function refuse(refusal: string, reason: string): Problem {
  return problem('FILE_REFUSED', { refusal, reason });
}

/** The refusal behind an error of reading, or null when it is another error. */
export function refusalOf(error: unknown): { code: string; message: string } | null {
  if (error instanceof SheetRefused) return { code: error.code, message: error.message };
  if (error instanceof Problem && error.code === 'FILE_REFUSED') {
    return { code: String(error.detail['refusal']), message: error.message };
  }
  return null;
}

/** Why no header was recognised: a sheet of another class, or none at all. */
export function headerRefusal(
  policy: Policy,
  informationClass: InformationClass,
  top: readonly SheetRow[],
): Problem {
  for (const { cells } of top) {
    const other = betterClass(policy, informationClass.code, cells);
    if (other) return otherClass(informationClass, other);
  }
  return refuse(
    'NO_HEADER',
    `没有找到“${informationClass.nameZh}”的表头。请使用下载的模板，并保留写有字段代码或中文名称的那一行，再重新上传。`,
  );
}

/** A header that cannot be used: of another class, incomplete or ambiguous; null when it can. */
export function unusableHeader(
  policy: Policy,
  informationClass: InformationClass,
  header: readonly string[],
  match: HeaderMatch,
): Problem | null {
  const other = betterClass(policy, informationClass.code, header);
  if (other) return otherClass(informationClass, other);
  const repeated = match.repeated[0];
  if (repeated) {
    const columns = repeated.indexes.map((index) => `${columnLetters(index)} 列`).join('、');
    return refuse(
      'REPEATED_COLUMN',
      `“${nameOf(informationClass, repeated.field)}”在表头中出现了 ${repeated.indexes.length} 次（${columns}）。请只保留一列，再重新上传。`,
    );
  }
  const missing = informationClass.items.filter(
    (field) => field.presence === 'required' && !match.columnOf.has(field.code),
  );
  if (missing.length === 0) return null;
  const names = missing.slice(0, SHOWN_NAMES).map((field) => `“${field.nameZh}”`);
  const rest = missing.length > SHOWN_NAMES ? `等 ${missing.length} 列` : '';
  return refuse(
    'MISSING_COLUMNS',
    `表头缺少必填列：${names.join('、')}${rest}。请补上这些列（列名用字段代码或中文名称），或使用下载的模板，再重新上传。`,
  );
}

function otherClass(wanted: InformationClass, found: InformationClass): Problem {
  return refuse(
    'OTHER_CLASS',
    `这份表格像是“${found.nameZh}”，不是“${wanted.nameZh}”。请改选类别，或换成“${wanted.nameZh}”的表格再上传。`,
  );
}

function nameOf(informationClass: InformationClass, code: string): string {
  return informationClass.items.find((field) => field.code === code)?.nameZh ?? code;
}
