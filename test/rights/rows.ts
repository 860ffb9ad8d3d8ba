import {
  compileJudge,
  exampleCitizenId,
  exampleUscc,
  templateSpec,
  type Values,
} from '../../server/modules/catalogue/index.ts';
import { classOf, type InformationClass } from '../../server/modules/policy/index.ts';
import { testPolicy } from '../context.ts';
import { TODAY } from './stage.ts';

/** Whom a row is about. */
export interface Party {
  readonly serial: number;
  readonly name: string;
  readonly kind: '法人及非法人组织' | '个体工商户' | '自然人';
}

export function company(serial: number, name = `王益区金盏${serial}商贸有限公司`): Party {
  return { serial, name, kind: '法人及非法人组织' };
}

export function household(serial: number, name: string): Party {
  return { serial, name, kind: '个体工商户' };
}

export function person(serial: number, name: string): Party {
  return { serial, name, kind: '自然人' };
}

/** Made-up code of an organisation or household. */
export function codeOf(party: Party): string {
  return exampleUscc('610202', party.serial, party.kind === '个体工商户' ? '92' : '91');
}

/** Made-up citizen number in the unassigned division. */
export function numberOf(party: Party): string {
  return exampleCitizenId('610298', party.serial);
}

/** The class's own example row, about the given party; the judge accepts it. */
export function rowAbout(classCode: string, party: Party, change: Values = {}): Values {
  const { columns } = templateSpec(testPolicy, classCode, TODAY);
  const cells: Record<string, string> = Object.fromEntries(
    columns.filter((column) => column.example !== '').map(({ code, example }) => [code, example]),
  );
  const { subject } = definitionOf(classCode);
  const isPerson = party.kind === '自然人';
  const put = (field: string | null, value: string): void => {
    if (field !== null) cells[field] = value;
  };
  put(subject.name, party.name);
  put(subject.kind, party.kind);
  put(subject.uscc, isPerson ? '' : codeOf(party));
  put(subject.idType, isPerson ? '身份证' : '');
  put(subject.idNumber, isPerson ? numberOf(party) : '');
  for (const field of Object.keys(cells)) {
    if (isPerson && field.endsWith('_FRDB')) cells[field] = '';
  }
  return { ...cells, ...change };
}

/** A register entry of the party. */
export function registration(party: Party, change: Values = {}): Values {
  const type = party.kind === '个体工商户' ? { DJ_LX: '9500' } : {};
  return rowAbout('REG_BASIC', party, { DJ_CLRQ: '2019/05/06', ...type, ...change });
}

export function definitionOf(classCode: string): InformationClass {
  const found = classOf(testPolicy, classCode);
  if (!found) throw new Error(`no class ${classCode}`);
  return found;
}

/** A value that stands nowhere else, put into a field that is not public. */
export interface Canary {
  readonly field: string;
  readonly value: string;
}

let counter = 0;

/**
 * The row with a unique value in every field the catalogue does not mark PUBLIC and whose rules
 * let one in; the judge still accepts it.
 */
export function withCanaries(
  classCode: string,
  row: Values,
): { row: Values; canaries: readonly Canary[] } {
  const judge = compileJudge(testPolicy, classCode);
  let filled = row;
  const canaries: Canary[] = [];
  for (const item of definitionOf(classCode).items) {
    if (item.disclosure === 'PUBLIC' || item.codelist !== undefined) continue;
    counter += 1;
    const value = canaryOf(item.type, counter);
    if (value === null) continue;
    const certificate =
      item.type === 'idnumber' ? { [item.code.replace('ZJHM', 'ZJLX')]: '身份证' } : {};
    const tried = { ...filled, ...certificate, [item.code]: value };
    const judged = judge.row(tried, { today: TODAY, rowNumber: 2 });
    if (judged.outcome !== 'ACCEPTED' || judged.values[item.code] !== value) continue;
    filled = tried;
    canaries.push({ field: item.code, value });
  }
  return { row: filled, canaries };
}

function canaryOf(type: string, serial: number): string | null {
  if (type === 'string' || type === 'text') return `丝雀${serial}鸣`;
  if (type === 'idnumber') return exampleCitizenId('610298', 500 + (serial % 400));
  if (type.startsWith('decimal')) return `${serial}731.97`;
  if (type === 'integer') return `${serial}7319`;
  return null;
}
