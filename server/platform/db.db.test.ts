import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { system } from './actor.ts';
import { sql } from 'kysely';
import { inTransaction, type Tx } from './db.ts';
import { outageOf } from './outage.ts';

let db: TestDatabase;
before(async () => {
  db = await newTestDatabase();
});
after(() => db.drop());

const put = (tx: Tx, name: string, value: string) =>
  tx
    .insertInto('setting')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(value) }))
    .execute();

test('two transactions that wait for each other both succeed, one of them done again', async () => {
  await inTransaction(db.app, system, async (tx) => {
    await put(tx, 'a', '0');
    await put(tx, 'b', '0');
  });
  let arrived = 0;
  let meet: () => void = () => {};
  const bothThere = new Promise<void>((resolve) => (meet = resolve));
  let tries = 0;
  const crossing = (first: string, second: string) =>
    inTransaction(db.app, system, async (tx) => {
      tries += 1;
      await put(tx, first, 'mine');
      arrived += 1;
      if (arrived === 2) meet();
      await bothThere;
      await put(tx, second, 'mine');
    });
  await Promise.all([crossing('a', 'b'), crossing('b', 'a')]);
  assert.equal(tries, 3);
});

test('any other error is thrown at once and nothing is kept', async () => {
  let tries = 0;
  const failing = inTransaction(db.app, system, async (tx) => {
    tries += 1;
    await put(tx, 'c', 'lost');
    throw new Error('refused');
  });
  await assert.rejects(failing, /refused/);
  assert.equal(tries, 1);
  const kept = await db.app.selectFrom('setting').select('name').where('name', '=', 'c').execute();
  assert.deepEqual(kept, []);
});

test('a connection that breaks between two statements is an outage and not the end of the program', async () => {
  const broken = inTransaction(db.app, system, async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    const superuser = await db.superuser();
    await superuser.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await superuser.end();
    await sleep(50);
    await put(tx, 'c', 'mine');
  });
  await assert.rejects(broken, (error) => outageOf(error) === 'DATABASE_AWAY');
  await inTransaction(db.app, system, (tx) => put(tx, 'c', 'mine'));
});
