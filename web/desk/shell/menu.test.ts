import assert from 'node:assert/strict';
import { test } from 'node:test';
import { permissionsOf } from '../../../server/modules/access/permissions.ts';
import { firstPageOf, menuOf } from './menu.ts';

const menuKeys = (role: string) =>
  menuOf({ permissions: permissionsOf(role) }).map(({ key, items }) => [
    key,
    items.map((item) => item.key),
  ]);

test('an officer of a department begins with what waits today', () => {
  assert.equal(firstPageOf({ permissions: permissionsOf('REVIEWER') })?.key, 'home');
  assert.equal(firstPageOf({ permissions: permissionsOf('LIAISON_MAIN') })?.key, 'home');
  assert.deepEqual(menuKeys('LIAISON_MAIN')[0], ['report', ['home', 'batches', 'records']]);
});

test('the centre begins with the state of the system', () => {
  assert.equal(firstPageOf({ permissions: permissionsOf('CENTRE_OPERATOR') })?.key, 'state');
});

test('the queues of the centre stand together, and only it decides whose record one is', () => {
  assert.deepEqual(menuKeys('CENTRE_OPERATOR')[0], [
    'centre',
    ['state', 'quarantine', 'doubts', 'classification', 'subjects'],
  ]);
  for (const role of ['LIAISON_MAIN', 'REVIEWER', 'SYSTEM_ADMIN']) {
    assert.ok(!JSON.stringify(menuKeys(role)).includes('doubts'), role);
  }
});

test('an approver of the centre reaches the self-check, an operator does not', () => {
  assert.ok(JSON.stringify(menuKeys('CENTRE_APPROVER')).includes('selfCheck'));
  assert.ok(!JSON.stringify(menuKeys('CENTRE_OPERATOR')).includes('selfCheck'));
});

test('a security administrator sees the state, keys and logs only', () => {
  assert.deepEqual(menuKeys('SECURITY_ADMIN'), [
    ['system', ['state', 'keys', 'readings', 'audit', 'selfCheck', 'jobs']],
  ]);
});

test('a role without work at the desk has an empty menu', () => {
  assert.deepEqual(menuOf({ permissions: [] }), []);
});
