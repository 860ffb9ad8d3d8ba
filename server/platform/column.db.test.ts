import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql, type RawBuilder } from 'kysely';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { booleans, byteas, dates, instants, ints, texts, utf8s, uuids } from './column.ts';

let db: TestDatabase;
before(async () => {
  db = await newTestDatabase();
});
after(() => db.drop());

const read = async <T>(column: RawBuilder<unknown>): Promise<T[]> => {
  const { rows } = await sql<{ value: T }>`select u.value from unnest(${column})
    with ordinality u (value, n) order by n`.execute(db.app);
  return rows.map((row) => row.value);
};

const orNull = <T>(values: fc.Arbitrary<T>) =>
  fc.array(fc.option(values, { freq: 4, nil: null }), { maxLength: 20 });
const text = fc
  .string({ unit: 'binary', maxLength: 30 })
  .filter((value) => value.isWellFormed() && !value.includes('\0'));
const LAST = Date.UTC(9999, 11, 31);
const instant = fc.date({ min: new Date('0001-01-01'), max: new Date(LAST), noInvalidDate: true });
const day = instant.map((value) => value.toISOString().slice(0, 10));

const columns = [
  ['texts', orNull(text), (all) => sql`${texts(all as string[])}::text[]`],
  [
    'texts in UTF-8',
    orNull(text),
    (all) =>
      sql`${utf8s((all as (string | null)[]).map((one) => (one === null ? null : Buffer.from(one))))}::text[]`,
  ],
  ['ids', orNull(fc.uuid()), (all) => sql`${uuids(all as string[])}::uuid[]`],
  [
    'numbers',
    orNull(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    (all) => sql`${ints(all as number[])}::int[]`,
  ],
  ['truths', orNull(fc.boolean()), (all) => sql`${booleans(all as boolean[])}::boolean[]`],
  ['days', orNull(day), (all) => sql`${dates(all as string[])}::date[]`],
  ['instants', orNull(instant), (all) => sql`${instants(all as Date[])}::timestamptz[]`],
  [
    'bytes',
    orNull(fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value))),
    (all) => sql`${byteas(all as Buffer[])}::bytea[]`,
  ],
] satisfies [string, fc.Arbitrary<unknown[]>, (all: unknown[]) => RawBuilder<unknown>][];

for (const [name, values, column] of columns) {
  test(`a column of ${name} arrives as it was sent, with its gaps`, async () => {
    await fc.assert(
      fc.asyncProperty(values as fc.Arbitrary<unknown[]>, async (all) => {
        assert.deepEqual(await read(column(all)), all);
      }),
      { numRuns: 60, seed: 11, examples: [[[]], [[null]]] },
    );
  });
}

test('a column that says the same in every row arrives in every row', async () => {
  assert.deepEqual(
    await read(sql`${texts(['法人', '法人', '法人'])}::text[]`),
    Array(3).fill('法人'),
  );
});

test('what is no id is refused before it is sent', () => {
  for (const wrong of [
    '',
    '91610202MAXT98047A',
    '0'.repeat(31),
    '0'.repeat(33),
    `g${'0'.repeat(31)}`,
  ])
    assert.throws(() => uuids([wrong]), /not an id/);
});
