import { work, type Permission } from './permission-kinds.ts';

/** Everybody who answers for the whole district; their numbers say nothing about any subject. */
const wholeDistrict = {
  CENTRE_OPERATOR: 'all',
  CENTRE_APPROVER: 'all',
  SECURITY_ADMIN: 'all',
  SYSTEM_ADMIN: 'all',
  AUDITOR: 'all',
} as const;

/** Part of the one table: what the console of the credit centre opens. */
export const centrePermissions = {
  'system.read': {
    zh: '查看系统运行状况',
    en: 'See the state of the system',
    roles: wholeDistrict,
    ...work,
  },
  'job.read': {
    zh: '查看后台任务',
    en: 'See background jobs',
    roles: { CENTRE_APPROVER: 'all', SECURITY_ADMIN: 'all', SYSTEM_ADMIN: 'all', AUDITOR: 'all' },
    ...work,
  },
  'job.retry': {
    zh: '重新执行失败的后台任务（写明理由，留痕）',
    en: 'Run a failed job again, with a reason; logged',
    roles: { SYSTEM_ADMIN: 'all' },
    ...work,
  },
} as const satisfies Readonly<Record<string, Permission>>;
