import { fromSlashed, type PlainDate } from '../../platform/plain-date.ts';

/** Cells of the two classes that make up the register; their codes are part of the published catalogue. */
export const REG_BASIC = 'REG_BASIC';
export const REG_CHANGE = 'REG_CHANGE';

/** Whether records of a class make up the register: names, kind and day of establishment. */
export function isRegisterEntry(classCode: string): boolean {
  return classCode === REG_BASIC || classCode === REG_CHANGE;
}

const nameChange = /^(企业|单位|字号|主体)?名称(变更)?$/;

export interface NameChange {
  readonly before: string;
  readonly after: string;
  readonly on: PlainDate;
}

/** The change of name a row of REG_CHANGE reports; null for other rows and other changes. */
export function registrationChange(
  classCode: string,
  values: Readonly<Record<string, string>>,
): NameChange | null {
  if (classCode !== REG_CHANGE || !nameChange.test(values['BG_SX'] ?? '')) return null;
  const on = fromSlashed(values['BG_RQ'] ?? '');
  const after = values['BG_H'] ?? '';
  return on === null || after === '' ? null : { before: values['BG_Q'] ?? '', after, on };
}

/** What a row of REG_BASIC settles about its subject. */
export interface Registration {
  readonly name: string;
  readonly entType: string;
  readonly establishedOn: PlainDate | null;
  readonly approvedOn: PlainDate | null;
  readonly divisionCode: string | null;
}

/** The registered facts of a row of REG_BASIC; null for rows of other classes. */
export function registrationOf(
  classCode: string,
  values: Readonly<Record<string, string>>,
): Registration | null {
  if (classCode !== REG_BASIC) return null;
  return {
    name: values['DJ_MC'] ?? '',
    entType: values['DJ_LX'] ?? '',
    establishedOn: fromSlashed(values['DJ_CLRQ'] ?? ''),
    approvedOn: fromSlashed(values['DJ_HZRQ'] ?? ''),
    divisionCode: values['DJ_QHDM'] || null,
  };
}
