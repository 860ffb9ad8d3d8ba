import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { newTestDatabase, type TestDatabase } from '../database.ts';
import { testPolicy } from '../context.ts';

let db: TestDatabase;
let superuser: pg.Client;
before(async () => {
  db = await newTestDatabase();
  superuser = await db.superuser();
});
after(async () => {
  await superuser.end();
  await db.drop();
});

interface Column {
  readonly table: string;
  readonly column: string;
}

async function columns(): Promise<Column[]> {
  const { rows } = await superuser.query<Column>(
    `select format('%I.%I', n.nspname, c.relname) as table, a.attname as column
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'p', 'v', 'm') and n.nspname in ('credit', 'ledger', 'portal')`,
  );
  assert.ok(rows.length > 150);
  return rows;
}

const subjectSql = (change: string): string =>
  `insert into credit.subject (subject_id, kind, name, name_key, uscc, provisional, demonstration, created_at, sealed, key_id)
   values (gen_random_uuid(), ${change})`;

test('K1: a natural person cannot be stored outside the demonstration, whoever tries', async () => {
  await assert.rejects(
    superuser.query(
      subjectSql(
        `'NATURAL_PERSON', null, null, null, false, false, now(), '\\x00', gen_random_uuid()`,
      ),
    ),
    /no_person_outside_demonstration/,
  );
});

test('K2: no public table can hold a natural person', async () => {
  await assert.rejects(
    superuser.query(
      `insert into portal.subject (subject_id, uscc, name, kind, provisional, updated_at)
       values (gen_random_uuid(), '91610202MAXT000115', '张小明', 'NATURAL_PERSON', false, now())`,
    ),
    /subject_kind_check/,
  );
});

test('K2: a natural person has neither an open name nor a code, only what is sealed', async () => {
  for (const open of [
    `'NATURAL_PERSON', '张小明', '张小明', null, false, true, now(), '\\x00', gen_random_uuid()`,
    `'NATURAL_PERSON', null, null, '610298190001010019', false, true, now(), '\\x00', gen_random_uuid()`,
    `'NATURAL_PERSON', null, null, null, false, true, now(), null, null`,
  ]) {
    await assert.rejects(superuser.query(subjectSql(open)), /violates check constraint/);
  }
});

test('K4: no table has two columns that lead to subjects, so no relation between persons has a row', async () => {
  const leading = new Map<string, string[]>();
  for (const { table, column } of await columns()) {
    if (/subject|person|member|citizen|party/.test(column) && !/subject_kind/.test(column)) {
      leading.set(table, [...(leading.get(table) ?? []), column]);
    }
  }
  const pairs = [...leading].filter(([, found]) => found.length > 1);
  assert.deepEqual(pairs, []);
  assert.deepEqual(leading.get('credit.record_fact'), ['subject_id']);
});

test('K4: no foreign key leads from a table of subjects to subjects', async () => {
  const { rows } = await superuser.query<{ name: string }>(
    `select conname as name from pg_constraint where contype = 'f'
       and confrelid in ('credit.subject'::regclass, 'portal.subject'::regclass)
       and conrelid in ('credit.subject'::regclass, 'portal.subject'::regclass, 'credit.subject_identifier'::regclass,
         'credit.subject_name'::regclass)`,
  );
  assert.deepEqual(rows, []);
});

const FAMILY =
  /famil|relative|relationship|spouse|\bkin\b|parent|child|sibling|marri|guardian|\bedge/i;
const FAMILY_ZH = /配偶|亲属|家庭成员|父母|子女|父亲|母亲|丈夫|妻子|监护人|婚姻|户主/;

test('K4: neither the database nor the catalogue has a word for a family tie', async () => {
  const words = (await columns()).filter(({ column }) => FAMILY.test(column));
  assert.deepEqual(words, []);
  const fields = testPolicy.catalogue.classes.flatMap((entry) =>
    [...entry.items, ...entry.platformFields]
      .filter((field) => FAMILY_ZH.test(field.nameZh) || FAMILY.test(field.nameEn))
      .map((field) => `${entry.code}.${field.code} ${field.nameZh} ${field.nameEn}`),
  );
  assert.deepEqual(fields, []);
});

test('K6: there is no score, grade or rank of anybody to store', async () => {
  const found = (await columns()).filter(({ column }) =>
    /scor|grade|rank|rating|stratum|strata|points/.test(column),
  );
  assert.deepEqual(found, []);
});

test('K6: no class that evaluates may be about a natural person', () => {
  for (const code of ['EVALUATION', 'COMPLIANCE']) {
    const found = testPolicy.catalogue.classes.filter((entry) => entry.code === code);
    assert.ok(found.length > 0);
    for (const entry of found) assert.ok(!entry.subjectKindsOnWire.includes('自然人'), code);
  }
});

const fact = (polarity: string, kind: string): string =>
  `insert into credit.record_fact values (gen_random_uuid(), gen_random_uuid(), 'ADMIN_PENALTY', 'SCJG', 'x',
       gen_random_uuid(), 1, '${kind}', '${polarity}', '2026-03-02', now(), 'x', null, '{}', null, null)`;

test('K7: negative payloads and those about persons and households are stored sealed or not at all', async () => {
  for (const [polarity, kind] of [
    ['NEGATIVE', 'LEGAL_PERSON'],
    ['NEUTRAL', 'INDIVIDUAL_BUSINESS'],
    ['POSITIVE', 'NATURAL_PERSON'],
  ] as const) {
    await assert.rejects(
      superuser.query(fact(polarity, kind)),
      /sealed_when_negative_or_person/,
      `${polarity} ${kind}`,
    );
  }
});

test('K7: numbers of persons, telephones and members of a firm are stored sealed or not at all', async () => {
  const open = (classCode: string, payload: object): string =>
    fact('NEUTRAL', 'LEGAL_PERSON')
      .replace('ADMIN_PENALTY', classCode)
      .replace("'{}'", `'${JSON.stringify(payload)}'`);
  for (const [classCode, payload] of [
    ['ADMIN_LICENCE', { XK_FR_ZJHM: '610298190001010019' }],
    ['REG_BASIC', { DJ_MC: 'x', DJ_LXDH: '09190000000' }],
    ['ADMIN_INSPECTION', { JC_RY: '610298190001010019' }],
    ['REG_MEMBER', { RY_XM: '张三' }],
  ] as const) {
    await assert.rejects(
      superuser.query(open(classCode, payload)),
      /sealed_when_naming_persons/,
      classCode,
    );
  }
  await superuser.query('begin');
  await superuser.query(open('REG_BASIC', { DJ_MC: 'DJ_LXDH', DJ_ZS: '"X_ZJHM": "1"' }));
  await superuser.query('rollback');
});

test('K7: the database names every field that masking never shows', () => {
  const named = /_ZJHM$|^DJ_LXDH$|^JC_RY$/;
  const never = testPolicy.masking.fields.filter((mask) => mask.public === 'NEVER');
  const codes = testPolicy.catalogue.classes.flatMap(({ items }) =>
    items
      .filter(
        (item) => item.type === 'idnumber' || never.some(({ where }) => where.field === item.code),
      )
      .map((item) => item.code),
  );
  assert.ok(codes.length > 30);
  assert.deepEqual(
    codes.filter((code) => !named.test(code)),
    [],
  );
});

test('K7: reason and detail of a sealed action cannot stand beside it in the open', async () => {
  const { rows } = await superuser.query<{ definition: string }>(
    `select pg_get_constraintdef(oid) as definition from pg_constraint
      where conrelid = 'credit.record_action'::regclass and contype = 'c'`,
  );
  assert.ok(
    rows.some(({ definition }) => /sealed IS NULL.*reason IS NULL/.test(definition)),
    JSON.stringify(rows),
  );
});

const item = (until: string, basis: string): string =>
  `insert into portal.item values (gen_random_uuid(), gen_random_uuid(), 'x', 'ADMIN_PENALTY', 's', 't', '{}',
       true, 'GENERAL', 'SCJG', 'u', null, '2026-03-02', '2026-03-02', ${until}, '${basis}', now())`;

test('K10: what is negative on the portal always has an end and a basis', async () => {
  await assert.rejects(superuser.query(item('null', 'b')), /violates check constraint/);
  await assert.rejects(superuser.query(item(`'2027-03-02'`, '')), /violates check constraint/);
});

test('K14: a reading without a purpose cannot be written', async () => {
  await assert.rejects(
    superuser.query(
      `insert into credit.reading (at, account, channel, output, purpose) values (now(), 'a', 'web', 'o', '')`,
    ),
    /reading_purpose_check/,
  );
});
