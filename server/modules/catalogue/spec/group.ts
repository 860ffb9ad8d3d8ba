import type { InformationClass } from '../../policy/index.ts';

export type FieldGroup = 'SUBJECT' | 'CONTENT' | 'AUTHORITY' | 'REMARK';
export const FIELD_GROUPS: readonly FieldGroup[] = ['SUBJECT', 'CONTENT', 'AUTHORITY', 'REMARK'];

/** Headings of the groups. */
export const GROUP_NAMES: Readonly<Record<FieldGroup, string>> = {
  SUBJECT: '主体信息',
  CONTENT: '信息内容',
  AUTHORITY: '机关与来源',
  REMARK: '备注',
};

/** Which part of a record a field belongs to, by the roles the class gives its fields. */
export function groupOf(informationClass: InformationClass, field: string): FieldGroup {
  const { subject, authority, dataSource, prefix } = informationClass;
  const ofSubject = [subject.name, subject.uscc, subject.idType, subject.idNumber, subject.kind];
  if (ofSubject.includes(field) || field.startsWith(`${prefix}_XDR_`)) return 'SUBJECT';
  if (field === `${prefix}_FRDB` || field.startsWith(`${prefix}_FR_`)) return 'SUBJECT';
  const ofUnits = [authority.name, authority.uscc, dataSource.name, dataSource.uscc];
  if (ofUnits.includes(field)) return 'AUTHORITY';
  return field === 'BZ' ? 'REMARK' : 'CONTENT';
}
