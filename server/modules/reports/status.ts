import type { ReportStatus } from './answers.ts';
import type { FileVerdict } from './open.ts';

/** What each answer of the register means, in a sentence. */
export const statusWords: Readonly<
  Record<ReportStatus, { readonly zh: string; readonly en: string }>
> = {
  VALID: {
    zh: '报告有效：由本平台出具，内容与当前公示一致。',
    en: 'Valid: issued by this platform, and what it says is still what is published.',
  },
  CHANGED_SINCE: {
    zh: '报告由本平台出具，但出具之后该主体的公示信息有变化，请重新查询。',
    en: 'Issued by this platform, but what is published about the subject has changed since. Ask for a new one.',
  },
  SUPERSEDED: {
    zh: '报告已被更正，由新的报告取代，请勿继续使用。',
    en: 'Corrected: a new report took its place. Do not use it any longer.',
  },
  WITHDRAWN: {
    zh: '报告已作废，请勿继续使用。',
    en: 'Withdrawn. Do not use it any longer.',
  },
  UNKNOWN: {
    zh: '没有查到这份报告。请核对报告编号和核验码；文件经过修改或者另存的，也查不到。',
    en: 'No such report is known. Check number and code; a file that was changed or saved anew is not found either.',
  },
};

/** What the bytes of a file alone say, in a sentence. */
export const fileWords: Readonly<Record<FileVerdict, string>> = {
  GENUINE:
    '文件是真的：由本平台签名，没有一个字节被改动。 Genuine: signed by this platform, not one byte changed.',
  ALTERED: '文件被改动过，或者不是由本平台签名。 Altered, or not signed by this platform.',
  NOT_A_REPORT: '文件不是本平台出具的信用报告。 Not a credit report of this platform.',
};
