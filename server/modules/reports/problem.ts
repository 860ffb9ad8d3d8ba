import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  REPORT_SUBJECT_NOT_FOUND: {
    status: 404,
    zh: '没有查到该主体的公示信息，不能出具报告。请核对统一社会信用代码。',
    en: 'No published information was found for this code, so there is no report. Check the code.',
  },
  REPORT_OF_HOUSEHOLD: {
    status: 409,
    zh: '公开版报告只面向法人和非法人组织。个体工商户的报告由经营者本人到信用窗口申请。',
    en: 'The public report is about organisations only. The owner of a household business asks for its report in person.',
  },
  REPORT_TEMPLATE_MISSING: {
    status: 503,
    zh: '当前没有有效的报告模板。请由征信中心核对 policy/reports。',
    en: 'No template of the report is in force today. Check policy/reports.',
  },
  REPORT_CHANGING: {
    status: 503,
    zh: '该主体的公示信息正在更新，暂时不能出具报告。请稍后再试。',
    en: 'What is published about this subject is just changing. Try again in a moment.',
  },
  REPORTS_BUSY: {
    status: 503,
    zh: '当前出具报告的人较多，请稍后再试。',
    en: 'Many reports are being made. Try again in a moment.',
  },
  REPORT_LIMIT: {
    status: 429,
    zh: '您的操作过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  REPORT_NOT_FOUND: {
    status: 404,
    zh: '没有查到可以下载的报告。请核对报告编号和核验码，或者重新出具。',
    en: 'No report to download was found. Check number and code, or issue a new one.',
  },
  REPORT_NOT_VALID: {
    status: 409,
    zh: '报告 {number} 已经作废或者被更正，不能重复办理。',
    en: 'The report {number} is already withdrawn or superseded.',
  },
  REPORT_REASON_MISSING: {
    status: 400,
    zh: '请写明理由，4 至 500 个字。',
    en: 'Give a reason of 4 to 500 characters.',
  },
});
