import type { Actor } from '../../platform/actor.ts';
import { centrePermissions } from './centre-permissions.ts';
import {
  actOnRead,
  centre,
  entering,
  everyone,
  liaisons,
  open,
  readers,
  reading,
  senders,
  staff,
  work,
  type Permission,
} from './permission-kinds.ts';
import { problem } from './problem.ts';
import { isRole, type Rows } from './roles.ts';

export { apiScopes, type ApiScope, type Permission } from './permission-kinds.ts';

/**
 * The one table of permissions: it drives the server, the tests and docs/permissions.md.
 * What is not listed is refused for everybody.
 */
export const permissions = {
  'session.open': {
    zh: '登录、查看登录状态',
    en: 'Sign in; see whether one is signed in',
    roles: everyone,
    ...entering,
  },
  'session.secondFactor': {
    zh: '验证第二因素',
    en: 'Pass the second factor',
    roles: staff,
    ...entering,
  },
  'session.close': { zh: '退出登录', en: 'Sign out', roles: staff, ...entering },
  'account.enrol': {
    zh: '凭一次性代码启用账号',
    en: 'Enrol with a one-time code',
    roles: everyone,
    ...entering,
  },
  'account.read': {
    zh: '查看账号',
    en: 'See accounts',
    roles: { ...liaisons, SECURITY_ADMIN: 'all', SYSTEM_ADMIN: 'all', AUDITOR: 'all' },
    ...work,
  },
  'account.manage': {
    zh: '新建、停用账号',
    en: 'Create and disable accounts',
    roles: { SECURITY_ADMIN: 'all' },
    ...work,
  },
  'account.requestReset': {
    zh: '发起重置密码',
    en: 'Ask for a password reset',
    roles: { LIAISON_MAIN: 'own', SECURITY_ADMIN: 'all', CENTRE_APPROVER: 'all' },
    ...work,
  },
  'account.approveReset': {
    zh: '批准重置密码（不得与发起人相同）',
    en: 'Approve a password reset asked for by another person',
    roles: { SECURITY_ADMIN: 'all', CENTRE_APPROVER: 'all' },
    ...work,
  },
  'apiKey.read': {
    zh: '查看接口密钥',
    en: 'See interface keys',
    roles: { LIAISON_MAIN: 'own', SECURITY_ADMIN: 'all', AUDITOR: 'all' },
    ...work,
  },
  'apiKey.manage': {
    zh: '新建、吊销本单位接口密钥',
    en: 'Create and revoke interface keys of the own organisation',
    roles: { LIAISON_MAIN: 'own', CENTRE_APPROVER: 'own' },
    ...work,
  },
  'reading.read': {
    zh: '查看非公开信息查询记录',
    en: 'See who received non-public data',
    roles: {
      LIAISON_MAIN: 'own',
      REVIEWER: 'own',
      SECURITY_ADMIN: 'all',
      AUDITOR: 'all',
      API_KEY: 'own',
    },
    ...reading,
    apiScope: 'readings:read',
  },
  'audit.read': {
    zh: '查看操作日志',
    en: 'See who did what',
    roles: { SECURITY_ADMIN: 'all', AUDITOR: 'all' },
    ...reading,
  },
  'class.read': {
    zh: '查看信息类别、下载模板',
    en: 'See classes of information; download templates',
    roles: { ...staff, API_KEY: 'own' },
    ...work,
    apiScope: 'batches:read',
  },
  'batch.submit': {
    zh: '报送、预检、撤销批次',
    en: 'Submit, check and cancel batches',
    roles: { ...senders, API_KEY: 'own' },
    ...work,
    apiScope: 'batches:write',
  },
  'batch.read': {
    zh: '查看批次、进度、问题和回执',
    en: 'See batches, their progress, findings and receipts',
    roles: { ...readers, API_KEY: 'own' },
    ...work,
    apiScope: 'batches:read',
  },
  'row.read': {
    zh: '查看问题行的内容、下载批注表',
    en: 'See the content of rows with findings; download annotated sheets',
    roles: { ...readers, API_KEY: 'own' },
    ...reading,
    apiScope: 'batches:read',
  },
  'row.correct': {
    zh: '更正问题行',
    en: 'Correct rows with findings',
    roles: { ...senders, API_KEY: 'own' },
    ...actOnRead,
    apiScope: 'batches:write',
  },
  'quarantine.read': {
    zh: '查看待人工核定的行',
    en: 'See rows held for a person',
    roles: { ...centre, AUDITOR: 'all' },
    ...reading,
  },
  'quarantine.decide': {
    zh: '核定待人工处理的行',
    en: 'Decide rows held for a person',
    roles: centre,
    ...actOnRead,
  },
  'record.read': {
    zh: '查看信用记录（含非公开内容）',
    en: 'Read credit records, non-public content included',
    roles: { ...readers, API_KEY: 'own' },
    ...reading,
    apiScope: 'records:read',
  },
  'subject.read': {
    zh: '查看信用主体档案（含非公开内容）',
    en: 'Read the archive of a subject, non-public content included',
    roles: { ...readers, API_KEY: 'own' },
    ...reading,
    apiScope: 'records:read',
  },
  'subject.readEnded': {
    zh: '回看今天已撤下或已终止的记录',
    en: 'Look back at records that are withdrawn or ended today',
    roles: { AUDITOR: 'all' },
    ...reading,
  },
  'classification.read': {
    zh: '查看待定级的失信信息',
    en: 'See negative records waiting for a level',
    roles: readers,
    ...reading,
  },
  'classification.decide': {
    zh: '核定失信等级',
    en: 'Decide the level of a negative record',
    roles: { REVIEWER: 'own', CENTRE_APPROVER: 'all' },
    ...work,
  },
  'doubt.read': {
    zh: '查看待核对主体的记录',
    en: 'See records of which somebody must say whose they are',
    roles: { ...centre, AUDITOR: 'all' },
    ...reading,
  },
  'doubt.decide': {
    zh: '核对记录的主体',
    en: 'Decide whether a record is its subject’s',
    roles: centre,
    ...work,
  },
  'waiting.read': {
    zh: '查看待办数量',
    en: 'See how much waits for a person',
    roles: readers,
    ...work,
  },
  'ledger.read': {
    zh: '读取存证检查点与证明',
    en: 'Read ledger checkpoints and proofs',
    roles: everyone,
    ...open,
  },
  'ledger.cosign': {
    zh: '提交见证方联署',
    en: 'Hand in the cosignature of a witness',
    roles: everyone,
    ...entering,
  },
  'ledger.acknowledge': {
    zh: '确认存证被倒退并恢复办理（须两名不同的人）',
    en: 'Acknowledge that the ledger was set back, so that work goes on; two different persons',
    roles: { CENTRE_APPROVER: 'all', SECURITY_ADMIN: 'all' },
    ...work,
    whileReadOnly: true,
  },
  'ledger.check': {
    zh: '查看存证自检结果',
    en: 'See what the nightly self-check found',
    roles: { CENTRE_APPROVER: 'all', SECURITY_ADMIN: 'all', AUDITOR: 'all' },
    ...work,
  },
  'publication.read': {
    zh: '查询公示信息',
    en: 'Read what is published',
    roles: everyone,
    ...open,
  },
  'report.issue': {
    zh: '出具、下载公开版信用报告（留痕）',
    en: 'Issue and download public credit reports; logged',
    roles: everyone,
    ...open,
    purposeByAct: true,
  },
  'report.verify': {
    zh: '核验信用报告（留痕）',
    en: 'Verify credit reports; logged',
    roles: everyone,
    ...open,
    purposeByAct: true,
    // A question, though it is posted: number and code travel in the body.
    whileReadOnly: true,
  },
  'report.end': {
    zh: '作废、更正已出具的信用报告',
    en: 'Withdraw or correct issued credit reports',
    roles: { CENTRE_APPROVER: 'all' },
    ...actOnRead,
  },
  ...centrePermissions,
} as const satisfies Readonly<Record<string, Permission>>;
export type PermissionName = keyof typeof permissions;

/** The entry of a name; undefined (refused for everybody) when it is not in the table. */
export function permissionNamed(name: string): Permission | undefined {
  return Object.hasOwn(permissions, name) ? permissions[name as PermissionName] : undefined;
}

/** Whether what a permission opens is answered only when a reading was written (K14). */
export function writesReading(name: string): boolean {
  const entry = permissionNamed(name);
  return entry !== undefined && (entry.needsPurpose || entry.purposeByAct);
}

/** Whose rows a role sees under a permission; null when it may not at all. */
export function rowsFor(role: string, name: string): Rows | null {
  const entry = permissionNamed(name);
  return entry && isRole(role) ? (entry.roles[role] ?? null) : null;
}

/** All permissions of a role, for the desk to know which pages to offer. */
export function permissionsOf(role: string): PermissionName[] {
  return (Object.keys(permissions) as PermissionName[]).filter(
    (name) => rowsFor(role, name) !== null,
  );
}

/**
 * Refuses (FORBIDDEN, UNLISTED_PERMISSION) or returns the actor with the row scope this
 * permission gives: never more than his organisation's rows unless the table says so.
 */
export function requirePermission(actor: Actor, name: string): Actor {
  const entry = permissionNamed(name);
  if (!entry) throw problem('UNLISTED_PERMISSION', { permission: name });
  if (actor.role === 'SYSTEM') return actor;
  const rows = rowsFor(actor.role, name);
  if (rows === null) throw problem('FORBIDDEN', { permission: entry.zh, permissionEn: entry.en });
  return { ...actor, scope: rows === 'all' ? 'all' : 'organisation' };
}
