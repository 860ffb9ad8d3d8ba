import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { nameKey, nameKeyLoose, namePlaces } from '../../server/modules/catalogue/index.ts';
import { testPolicy } from '../../test/context.ts';
import { newTestDatabase, type TestDatabase } from '../../test/database.ts';
import { subjectsOf } from './penalties.ts';

/** Where databases begin with the registered subjects. */
export interface Base {
  /** For files of the benchmark. */
  readonly folder: string;
  /** Where all processes that work on its databases find the same keys. */
  readonly keys: string;
  fresh(): Promise<TestDatabase>;
  remove(): Promise<void>;
}

/** Registers the subjects of so many rows. */
export async function newBase(rows: number): Promise<Base> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-bench-'));
  const registered = await newTestDatabase();
  const client = await registered.superuser();
  await registerSubjects(client, rows);
  await client.end();
  return {
    folder,
    keys: join(folder, 'keys'),
    fresh: () => newTestDatabase(registered.name),
    async remove() {
      await registered.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function registerSubjects(client: pg.Client, rows: number): Promise<void> {
  const places = namePlaces(testPolicy.divisions.divisions.map((one) => one.nameZh));
  const subjects = [...subjectsOf(rows)].map((subject) => ({
    ...subject,
    organisation: subject.uscc.slice(8, 17),
    key: nameKey(subject.name),
    loose: nameKeyLoose(subject.name, places),
  }));
  await client.query(
    `with given as (select gen_random_uuid() as id, s.* from jsonb_to_recordset($1::jsonb)
        s (name text, uscc text, registration text, organisation text, key text, loose text)),
      subjects as (insert into credit.subject (subject_id, kind, org_type, name, name_key, uscc,
          provisional, registered_on, division_code, demonstration, created_at)
        select id, 'LEGAL_PERSON', '1', name, key, uscc, false, '2019-05-06', '610202', true, now()
        from given),
      names as (insert into credit.subject_name (subject_id, name_key, name_loose, name, since)
        select id, key, loose, name, '2019-05-06' from given)
      insert into credit.subject_identifier (kind, value, subject_id, since)
      select kind, value, id, now() from given,
        lateral (values ('USCC', uscc), ('ORGANISATION_CODE', organisation),
          ('REGISTRATION_NUMBER', registration)) numbers (kind, value)`,
    [JSON.stringify(subjects)],
  );
  await client.query(
    'vacuum analyze credit.subject, credit.subject_name, credit.subject_identifier',
  );
}
