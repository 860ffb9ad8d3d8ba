import type { Policy } from '../modules/policy/index.ts';

export interface Directory {
  readonly classes: readonly {
    readonly code: string;
    readonly nameZh: string;
    readonly group: string;
    /** Fields that name the subject of a row; null where the class has none. */
    readonly subject: { readonly name: string | null; readonly uscc: string | null };
    readonly fields: readonly { readonly code: string; readonly label: string }[];
  }[];
  readonly organisations: readonly { readonly code: string; readonly nameZh: string }[];
}

/** Names of all classes, of their fields (the envelope included) and of all organisations. */
export function directoryOf({ catalogue, organisations }: Policy): Directory {
  const envelope = catalogue.envelope.map(({ code, nameZh }) => ({ code, label: nameZh }));
  return {
    classes: catalogue.classes.map(({ code, nameZh, group, subject, items }) => ({
      code,
      nameZh,
      group,
      subject: { name: subject.name ?? null, uscc: subject.uscc ?? null },
      fields: [...items.map((item) => ({ code: item.code, label: item.nameZh })), ...envelope],
    })),
    organisations: organisations.organisations.map(({ code, nameZh }) => ({ code, nameZh })),
  };
}
