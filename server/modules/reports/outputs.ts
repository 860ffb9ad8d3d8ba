import type { Output } from '../access/index.ts';

/** Names this module writes into readings, so that the subject sees who took or verified a report. */
export const reportOutputs = {
  issue: { name: 'reports.issue', zh: '出具公开版信用报告', en: 'Issue of a public report' },
  download: { name: 'reports.download', zh: '下载已出具的信用报告', en: 'Download of a report' },
  verify: { name: 'reports.verify', zh: '核验信用报告', en: 'Verification of a report' },
  end: {
    name: 'reports.end',
    zh: '作废或者更正信用报告',
    en: 'Withdrawal or correction of a report',
  },
} as const satisfies Readonly<Record<string, Output>>;
