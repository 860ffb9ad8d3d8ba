import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testPolicy } from '../../../test/context.ts';
import {
  permissions,
  permissionNamed,
  permissionsOf,
  requirePermission,
  rowsFor,
  writesReading,
  type Permission,
} from './permissions.ts';
import { publicActor, staffRoles } from './roles.ts';

const entries: [string, Permission][] = Object.entries(permissions);
const officer = {
  account: 'a',
  role: 'LIAISON_MAIN',
  organisation: 'FGJ',
  scope: 'all',
  channel: 'web',
} as const;

test('the roles of the table are those of the organisation register', () => {
  assert.deepEqual([...staffRoles].sort(), Object.keys(testPolicy.organisations.roles).sort());
});

test('what is not in the table is refused for everybody', () => {
  assert.throws(() => requirePermission(officer, 'nothing.such'), { code: 'UNLISTED_PERMISSION' });
  assert.throws(() => requirePermission(officer, 'constructor'), { code: 'UNLISTED_PERMISSION' });
  assert.equal(permissionNamed('toString'), undefined);
  assert.equal(rowsFor('NO_ROLE', 'batch.read'), null);
});

test('a permission narrows a department to its own rows whatever scope it came with', () => {
  assert.equal(requirePermission(officer, 'batch.read').scope, 'organisation');
  assert.equal(
    requirePermission({ ...officer, role: 'CENTRE_OPERATOR' }, 'batch.read').scope,
    'all',
  );
});

test('whoever is not signed in reads public things only', () => {
  for (const name of permissionsOf('PUBLIC')) assert.equal(rowsFor('PUBLIC', name), 'public');
  assert.throws(() => requirePermission(publicActor, 'record.read'), { code: 'FORBIDDEN' });
});

test('reading of non-public records asks for purpose and second factor', () => {
  for (const name of [
    'record.read',
    'subject.read',
    'row.read',
    'reading.read',
    'audit.read',
    'quarantine.read',
    'classification.read',
  ] as const) {
    assert.equal(permissions[name].needsPurpose, true, name);
    assert.equal(permissions[name].secondFactor, true, name);
  }
});

test('acts whose answer holds a row are readings whose purpose is the act', () => {
  for (const name of ['row.correct', 'quarantine.decide'] as const) {
    assert.deepEqual([permissions[name].needsPurpose, writesReading(name)], [false, true], name);
  }
  for (const [name, entry] of entries) {
    assert.ok(!(entry.needsPurpose && entry.purposeByAct), name);
  }
});

test('everything that is not public or part of signing in needs the second factor', () => {
  for (const [name, entry] of entries) {
    assert.ok(
      entry.secondFactor || entry.roles.PUBLIC !== undefined || name.startsWith('session.'),
      name,
    );
  }
});

test('a key reaches exactly what has a scope, and its own organisation’s rows', () => {
  for (const [name, entry] of entries) {
    const rows = entry.roles.API_KEY;
    if (rows === 'public') continue;
    assert.equal(rows !== undefined, entry.apiScope !== null, name);
    assert.notEqual(rows, 'all', name);
  }
});

test('administrators read and decide no credit data, and the auditor changes nothing', () => {
  const credit = /^(record|subject|row|batch|quarantine|classification)\./;
  for (const role of ['SECURITY_ADMIN', 'SYSTEM_ADMIN']) {
    assert.deepEqual(
      permissionsOf(role).filter((name) => credit.test(name)),
      [],
      role,
    );
  }
  const acts = permissionsOf('AUDITOR').filter((name) =>
    /\.(submit|correct|decide|manage|requestReset|approveReset)$/.test(name),
  );
  assert.deepEqual(acts, []);
});
