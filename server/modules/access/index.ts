export { actorFor, actorOf } from './actors.ts';
export { audit, auditContent, type AuditEntry, type AuditRow } from './audit.ts';
export {
  apiScopes,
  permissionNamed,
  permissions,
  permissionsOf,
  requirePermission,
  rowsFor,
  type ApiScope,
  type Permission,
  type PermissionName,
} from './permissions.ts';
export { checkedPurpose, logReading, withReading, type Reading } from './reading.ts';
export { publicActor, roles, scopeOf, staffRoles, type Role, type Rows } from './roles.ts';
