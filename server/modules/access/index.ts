export {
  createAccount,
  disableAccount,
  firstAdministratorCode,
  loadAccounts,
  type NewAccount,
} from './accounts.ts';
export { actorFor, actorOf } from './actors.ts';
export { createApiKey, revokeApiKey, type NewKey } from './api-keys.ts';
export { audit, auditContent, type AuditEntry, type AuditRow } from './audit.ts';
export { checkAudit, type AuditFinding } from './check-audit.ts';
export { demonstrationSecrets, demonstrationSignIn, isDemonstration } from './demonstration.ts';
export { assertSafeExposure, isLoopback, trustedProxies } from './exposure.ts';
export {
  apiScopes,
  permissionNamed,
  permissions,
  permissionsOf,
  requirePermission,
  rowsFor,
  writesReading,
  type ApiScope,
  type Permission,
  type PermissionName,
} from './permissions.ts';
export {
  checkedPurpose,
  logReading,
  newReadingId,
  noteReading,
  withReading,
  type Reading,
} from './reading.ts';
export { publicActor, roles, scopeOf, staffRoles, type Role, type Rows } from './roles.ts';
export { accessJobs } from './jobs.ts';
export { accessGate } from './gate.ts';
export { accessOutputs, outputsOf, type Output } from './outputs.ts';
export { idempotentRepeats } from './repeats.ts';
export { accessRoutes } from './routes.ts';
export { endAllSessions } from './sessions.ts';
