import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outageOf } from './outage.ts';
import { diskFull } from './room.ts';

const withCode = (code: string, more: object = {}): Error =>
  Object.assign(new Error('of the database'), { code, ...more });

test('a full disk is told from a database that is away, and both from mistakes', () => {
  for (const code of ['53100', 'ENOSPC', 'EDQUOT'])
    assert.equal(outageOf(withCode(code)), 'DISK_FULL', code);
  assert.equal(outageOf(diskFull()), 'DISK_FULL');
  for (const code of ['57P01', '57P02', '57P03', '08006', '53300', 'ECONNREFUSED', 'ECONNRESET'])
    assert.equal(outageOf(withCode(code)), 'DATABASE_AWAY', code);
  assert.equal(outageOf(withCode('ENOENT', { syscall: 'connect' })), 'DATABASE_AWAY');
  assert.equal(outageOf(new Error('Connection terminated unexpectedly')), 'DATABASE_AWAY');
  assert.equal(outageOf(new Error('timeout exceeded when trying to connect')), 'TOO_BUSY');
  assert.equal(outageOf({ code: 'ECONNREFUSED', message: 'a copy' }), 'DATABASE_AWAY');
  for (const error of [
    withCode('23505'),
    withCode('57014'),
    withCode('ENOENT', { syscall: 'open' }),
    new Error('a mistake of ours'),
    'no error at all',
    null,
  ])
    assert.equal(outageOf(error), null);
});
