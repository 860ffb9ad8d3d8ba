import type pg from 'pg';
import type { LoadedFile } from '../server/demonstration.ts';
import type { Policy } from '../server/modules/policy/index.ts';

/** What the intake found in loaded files, against what the generator had sown in them. */
export interface SownAnswers {
  readonly cellsExpected: number;
  readonly cellsFound: number;
  readonly cellsFalse: number;
  readonly heldExpected: number;
  readonly held: number;
  /** Each difference in words: the file, the row, what is missing or too much. */
  readonly problems: readonly string[];
}

interface FoundRow {
  readonly row: number;
  readonly rules: readonly string[];
  readonly fields: readonly string[];
}

interface FoundCounts {
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly quarantined: number;
  readonly duplicate: number;
  readonly changed: number;
}

/** Holds of policy, not of a wrong cell: financing data waits for an authorisation (K1). */
const GATE = 'GATE-AUTHORISATION';

/** Rules that tell of a row's day or of the register, not of a cell: nobody sows them. */
function rulesNotSown(policy: Policy): { late: Set<string>; others: Set<string> } {
  const rules = policy.catalogue.classes.flatMap((cls) => cls.rules);
  const late = rules.filter(({ kind }) => kind === 'reportedInTime');
  const register = rules.filter(
    (rule) => rule.kind === 'subjectAgrees' && rule.args.check !== 'NAME_CODE',
  );
  return {
    late: new Set(late.map(({ id }) => id)),
    others: new Set([GATE, ...register.map(({ id }) => id)]),
  };
}

/** Compares every file cell by cell with its labels, and its numbers with the expected ones. */
export async function compareWithSown(
  client: pg.Client,
  policy: Policy,
  files: readonly LoadedFile[],
): Promise<SownAnswers> {
  const { late, others } = rulesNotSown(policy);
  const sum = { cellsExpected: 0, cellsFound: 0, cellsFalse: 0, heldExpected: 0, held: 0 };
  const problems: string[] = [];
  for (const file of files) {
    const found = new Map((await rowsOf(client, file.batchId)).map((one) => [one.row, one]));
    for (const { row, field, ruleHint } of file.labels) {
      sum.cellsExpected += 1;
      const one = found.get(row);
      if (one?.rules.includes(ruleHint) && one.fields.includes(field)) sum.cellsFound += 1;
      else problems.push(`${file.file} row ${row}: ${field} by ${ruleHint} was not found`);
    }
    const sown = Map.groupBy(file.labels, ({ row }) => row);
    let lateRows = 0;
    for (const { row, rules } of found.values()) {
      const known = new Set(sown.get(row)?.map(({ ruleHint }) => ruleHint));
      if (rules.some((rule) => late.has(rule))) lateRows += 1;
      for (const rule of rules) {
        if (known.has(rule) || late.has(rule) || others.has(rule)) continue;
        sum.cellsFalse += 1;
        problems.push(`${file.file} row ${row}: ${rule} was found and not sown`);
      }
    }
    const { expected } = file;
    const counts = await countsOf(client, file.batchId);
    const wanted: FoundCounts = {
      rows: file.rows,
      accepted: expected.accepted + expected.duplicates,
      rejected: expected.rejected,
      quarantined: expected.quarantined,
      duplicate: expected.duplicates,
      changed: expected.corrected,
    };
    if (JSON.stringify(counts) !== JSON.stringify(wanted))
      problems.push(`${file.file}: ${JSON.stringify(counts)} for ${JSON.stringify(wanted)}`);
    if (lateRows < expected.late)
      problems.push(`${file.file}: ${lateRows} of ${expected.late} rows known to be late`);
    sum.heldExpected += expected.quarantined;
    sum.held += counts?.quarantined ?? 0;
  }
  return { ...sum, problems };
}

async function rowsOf(client: pg.Client, batchId: string): Promise<FoundRow[]> {
  const { rows } = await client.query<FoundRow>(
    'select row_number as row, rules, fields from credit.batch_row where batch_id = $1',
    [batchId],
  );
  return rows;
}

async function countsOf(client: pg.Client, batchId: string): Promise<FoundCounts | null> {
  const { rows } = await client.query<FoundCounts>(
    `select rows, accepted, rejected, quarantined, duplicate,
      corrected + revoked + deleted as changed
     from credit.batch where batch_id = $1 and state = 'DONE'`,
    [batchId],
  );
  return rows[0] ?? null;
}
