import { viewSpec, type ViewFormat } from '../modules/catalogue/index.ts';
import type { Policy } from '../modules/policy/index.ts';
import { englishName } from '../modules/publication/index.ts';

/** Divisions are a register of their own; the desk reads them like a code list. */
const DIVISION = 'DIVISION';

export interface Directory {
  readonly classes: readonly {
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly group: string;
    /** Fields that name the subject of a row; null where the class has none. */
    readonly subject: { readonly name: string | null; readonly uscc: string | null };
    /** Field of the number a record is known by, such as 行政处罚决定书文号. */
    readonly documentNumber: string | null;
    readonly fields: readonly DirectoryField[];
  }[];
  /** Words of coded values by list; values that are words themselves are left out. */
  readonly lists: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly organisations: readonly {
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
  }[];
  /** The date that stands for no end, as sheets write it. */
  readonly longTermDate: string;
}

export interface DirectoryField {
  readonly code: string;
  readonly label: string;
  readonly labelEn: string;
  readonly format: ViewFormat;
  readonly unit: string | null;
  readonly list: string | null;
}

/** Names of all classes, of their fields and values (the envelope included) and of all organisations. */
export function directoryOf(policy: Policy): Directory {
  const { catalogue, codelists, divisions, organisations } = policy;
  const coded = Object.fromEntries(
    Object.values(codelists.lists).flatMap(({ code, values }) => {
      const words = (values ?? []).filter(({ value, zh }) => zh !== '' && zh !== value);
      return words.length === 0
        ? []
        : [[code, Object.fromEntries(words.map(({ value, zh }) => [value, zh]))] as const];
    }),
  );
  const places = divisions.divisions.map(({ code, nameZh }) => [code, nameZh] as const);
  const lists: Directory['lists'] = { ...coded, [DIVISION]: Object.fromEntries(places) };
  const envelope = catalogue.envelope.map(({ code, nameZh, nameEn }) => ({
    code,
    label: nameZh,
    labelEn: englishName(nameEn),
    format: 'text' as const,
    unit: null,
    list: null,
  }));
  const used = new Set<string>();
  const classes = catalogue.classes.map(
    ({ code, nameZh, nameEn, group, subject, documentNumber }) => {
      const fields = viewSpec(policy, code)
        .groups.flatMap((part) => part.fields)
        .map((field): DirectoryField => {
          const named = /行政区划/.test(field.label) ? DIVISION : field.codelist;
          const list = named !== null && lists[named] ? named : null;
          if (list !== null) used.add(list);
          return {
            code: field.code,
            label: field.label,
            labelEn: englishName(field.labelEn),
            format: field.format,
            unit: field.unit,
            list,
          };
        });
      return {
        code,
        nameZh,
        nameEn: englishName(nameEn),
        group,
        subject: { name: subject.name, uscc: subject.uscc },
        documentNumber,
        fields: [...fields, ...envelope],
      };
    },
  );
  return {
    classes,
    lists: Object.fromEntries(Object.entries(lists).filter(([name]) => used.has(name))),
    organisations: organisations.organisations.map(({ code, nameZh, nameEn }) => ({
      code,
      nameZh,
      nameEn,
    })),
    longTermDate: catalogue.longTermDate,
  };
}
