import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { permissionNamed } from '../../server/modules/access/index.ts';
import { correctRow, decideQuarantine, listRows } from '../../server/modules/intake/index.ts';
import { sequence } from '../../server/modules/ledger/index.ts';
import { withdraw } from '../../server/modules/publication/index.ts';
import {
  checkRecords,
  classifyRecord,
  eraseRecord,
  openPayloads,
} from '../../server/modules/records/index.ts';
import { findSubject } from '../../server/modules/subjects/index.ts';
import { system } from '../../server/platform/actor.ts';
import { allRoutes } from '../../server/routes.ts';
import { newActor } from '../build.ts';
import {
  codeOf,
  company,
  numberOf,
  person,
  registration,
  rowAbout,
  withCanaries,
  type Party,
} from './rows.ts';
import { asSystem, enter, newStage, send, senderOf, type Stage } from './stage.ts';
import { contentOf, tracesOf } from './traces.ts';

let stage: Stage;
before(async () => {
  stage = await newStage();
});
after(() => stage.close());

const centre = newActor('CENTRE_APPROVER', 'XYZX');
const basis = '失信信息保存期届满';
const GENERAL = { CF_CFLB: '没收违法所得、没收非法财物', CF_NR_WFFF: '1.2' };

test('K7: what the catalogue calls negative rests sealed: neither table nor index holds it openly', async () => {
  const firm = company(861);
  const { row, canaries } = withCanaries(
    'ADMIN_PENALTY',
    rowAbout('ADMIN_PENALTY', firm, { ...GENERAL, CF_SY: '翠鸟擅自营业' }),
  );
  await send(stage, 'ADMIN_PENALTY', [row]);
  const content = await contentOf(stage.db, ['credit', 'ledger', 'pgboss']);
  const texts = [...canaries.map(({ value }) => value), '翠鸟擅自营业', String(row['CF_WFXW'])];
  assert.ok(texts.length >= 4);
  assert.deepEqual(tracesOf(content, texts), []);
});

test('K7: numbers, telephones and members of persons rest sealed in neutral records of firms too', async () => {
  const firm = company(869);
  const holder = numberOf(person(872, '许锦鹊'));
  const texts = [holder, '09192183377', '顾绿鹮'];
  const rows = [
    { classCode: 'REG_BASIC', row: registration(firm, { DJ_LXDH: texts[1] ?? '' }) },
    { classCode: 'REG_MEMBER', row: rowAbout('REG_MEMBER', firm, { RY_XM: texts[2] ?? '' }) },
    {
      classCode: 'ADMIN_LICENCE',
      row: rowAbout('ADMIN_LICENCE', firm, { XK_FR_ZJLX: '身份证', XK_FR_ZJHM: holder }),
    },
  ];
  const refs = await enter(stage, rows);
  const opened = await asSystem(stage.ctx, (tx) =>
    openPayloads(
      tx,
      stage.ctx,
      refs.map(({ recordId }) => recordId),
    ),
  );
  const said = JSON.stringify(opened.map(({ values }) => values));
  for (const text of texts) assert.ok(said.includes(text), text);
  assert.deepEqual(tracesOf(await contentOf(stage.db), texts.slice(0, 2)), []);
  // The members of a firm are a public register fact on its page (K2), and nowhere else open.
  const inside = await contentOf(stage.db, ['credit', 'ledger', 'pgboss']);
  assert.deepEqual(tracesOf(inside, texts), []);
});

test('K7: destroying the key takes the content of a record from everywhere', async () => {
  const firm = company(862);
  const row = rowAbout('ADMIN_PENALTY', firm, { ...GENERAL, CF_SY: '蜂鸟擅自营业' });
  const [ref] = await enter(stage, [{ classCode: 'ADMIN_PENALTY', row }]);
  assert.ok(ref);
  const input = { recordId: ref.recordId, basis };
  await assert.rejects(eraseRecord(stage.ctx, centre, input), { code: 'RECORD_STILL_SHOWN' });
  await asSystem(stage.ctx, (tx) => withdraw(tx, stage.ctx, system, [ref], '保存期届满'));
  const before = await stage.db.superuser();
  const sealed = await before.query<{ sealed: Buffer; wrapped: Buffer }>(
    `select f.sealed, k.wrapped from credit.record_fact f join credit.record_key k using (key_id) where record_id = $1`,
    [ref.recordId],
  );
  await eraseRecord(stage.ctx, centre, input);
  const { rows: left } = await before.query(
    `select (select count(*) from credit.record_key k join credit.record_fact f using (key_id) where f.record_id = $1)::int as keys,
       (select count(*) from credit.record_identity where record_id = $1)::int as identities,
       (select count(*) from credit.subject_reference where record_id = $1)::int as references,
       (select count(*) from portal.item where record_id = $1)::int as items`,
    [ref.recordId],
  );
  await before.end();
  assert.deepEqual(left, [{ keys: 0, identities: 0, references: 0, items: 0 }]);
  assert.deepEqual(tracesOf(await contentOf(stage.db), ['蜂鸟擅自营业']), []);
  const [opened] = await asSystem(stage.ctx, (tx) => openPayloads(tx, stage.ctx, [ref.recordId]));
  assert.deepEqual([opened?.values, opened?.state.status], [null, 'ERASED']);
  // Every other key of the instance is useless for it.
  const { rows: keys } = await stage.db.raw.query<{ wrapped: Buffer }>(
    'select wrapped from credit.record_key',
  );
  const [gone] = sealed.rows;
  assert.ok(gone);
  for (const { wrapped } of keys) {
    assert.throws(() => stage.ctx.keys.openWith(wrapped, gone.sealed));
  }
});

test('K7: erasing a record takes its waiting row, its upload and its chunks in the same act', async () => {
  const firm = company(874);
  const warned = rowAbout('ADMIN_PENALTY', firm, {
    CF_CFLB: '警告',
    CF_SY: '雨燕擅自营业',
    CF_WSH: '',
  });
  const other = rowAbout('ADMIN_PENALTY', company(875), { CF_CFLB: '警告', CF_WSH: '示例雨燕1号' });
  const sent = await send(stage, 'ADMIN_PENALTY', [warned, other]);
  const clerk = senderOf('ADMIN_PENALTY');
  const entered = await correctRow(stage.ctx, clerk, {
    batchId: sent.batchId,
    rowNumber: 2,
    values: { CF_WSH: '示例雨燕2号' },
  });
  assert.equal(entered.state, 'ENTERED', JSON.stringify(entered.findings));
  const recordId = entered.recordId ?? '';
  const again = await send(stage, 'ADMIN_PENALTY', [{ ...warned, CF_WSH: '示例雨燕2号' }]);
  assert.equal(again.batch.counts.duplicate, 1);
  const left = async () => {
    const superuser = await stage.db.superuser();
    const of = (table: string, more = '') =>
      `(select count(*)::int from credit.${table} where batch_id = any($1) ${more})`;
    const { rows } = await superuser.query<{ rows: number; files: number; chunks: number }>(
      `select ${of('batch_row', 'and (row_number = 2 or record_id = $2)')} as rows, ${of('batch_file')} as files,
         ${of('batch_chunk')} as chunks`,
      [[sent.batchId, again.batchId], recordId],
    );
    await superuser.end();
    return rows[0];
  };
  const before = await left();
  assert.ok(before && before.rows >= 3 && before.files === 2 && before.chunks === 2);
  const superuser = await stage.db.superuser();
  const { rows: kept } = await superuser.query(
    'select * from credit.batch_row where record_id = $1',
    [recordId],
  );
  await eraseRecord(stage.ctx, centre, { recordId, basis });
  assert.deepEqual(await left(), { rows: 0, files: 0, chunks: 0 });
  // A row that came back, as from a backup, is shown without its values.
  const [row] = kept as Record<string, unknown>[];
  assert.ok(row);
  const columns = Object.keys(row);
  await superuser.query(
    `insert into credit.batch_row (${columns.join(', ')}) values (${columns.map((_name, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
  await superuser.end();
  const batchId = String(row['batch_id']);
  const { items } = await listRows(stage.ctx, clerk, '核对销毁', batchId);
  const said = JSON.stringify(items.filter((one) => one.recordId === recordId));
  assert.ok(said.includes('"values":{}') && !said.includes('雨燕'), said);
});

test('K7: the level a person gave a record is its content: after erasure it stands nowhere', async () => {
  const fine = { CF_CFLB: '罚款', CF_NR_FK: '0.2' };
  const row = rowAbout('ADMIN_PENALTY', company(877), fine);
  const [ref] = await enter(stage, [{ classCode: 'ADMIN_PENALTY', row }]);
  const recordId = ref?.recordId ?? '';
  const decided = { recordId, level: 'MINOR', kinds: ['21'], reason: '初次违法' } as const;
  await classifyRecord(stage.ctx, centre, decided, async () => {});
  await eraseRecord(stage.ctx, centre, { recordId, basis });
  const superuser = await stage.db.superuser();
  const { rows } = await superuser.query(
    `select row_to_json(a)::text as said from credit.audit_entry a where object = $1::text
     union all select row_to_json(r)::text from credit.record_action r where record_id = $1::uuid
     union all select row_to_json(s)::text from credit.record_state s where record_id = $1::uuid`,
    [recordId],
  );
  await superuser.end();
  assert.ok(rows.length > 3);
  for (const { said } of rows) assert.doesNotMatch(String(said), /MINOR|初次/);
});

test('K7: what a person wrote when he joined a row to its subject goes with the record', async () => {
  const firm = company(880, '王益区雪鸮商贸有限公司');
  await send(stage, 'REG_BASIC', [registration(firm)]);
  const row = rowAbout('ADMIN_PENALTY', firm, { ...GENERAL, CF_XDR_MC: '王益区雪枭商贸有限公司' });
  const sent = await send(stage, 'ADMIN_PENALTY', [row]);
  assert.equal(sent.batch.counts.quarantined, 1);
  const subject = await asSystem(stage.ctx, (tx) => findSubject(tx, { uscc: codeOf(firm) }));
  const reason = '雪枭系雪鸮之误，当事人电话核实';
  const entered = await decideQuarantine(stage.ctx, centre, {
    batchId: sent.batchId,
    rowNumber: 2,
    decision: 'MATCH',
    subjectId: subject?.subjectId ?? '',
    reason,
  });
  await eraseRecord(stage.ctx, centre, { recordId: entered.recordId ?? '', basis });
  assert.deepEqual(tracesOf(await contentOf(stage.db), [reason, '雪枭']), []);
});

test('K7: the name of a person goes with the last of his records, and nothing confirms his number', async () => {
  const [once, twice] = [person(878, '冯雪雀'), person(879, '冯霜雀')];
  const penalty = (who: Party, number: string) => ({
    classCode: 'ADMIN_PENALTY',
    row: rowAbout('ADMIN_PENALTY', who, { ...GENERAL, CF_WSH: number }),
  });
  const [only, first, second] = await enter(stage, [
    penalty(once, '示例雪雀1号'),
    penalty(twice, '示例霜雀1号'),
    penalty(twice, '示例霜雀2号'),
  ]);
  assert.ok(only && first && second);
  const known = async (subjectId: string) => {
    const superuser = await stage.db.superuser();
    const { rows } = await superuser.query<{ keys: number; hashes: number }>(
      `select (select count(*)::int from credit.record_key k join credit.subject s using (key_id) where subject_id = $1) as keys,
         (select count(*)::int from credit.subject_identifier where subject_id = $1) as hashes`,
      [subjectId],
    );
    await superuser.end();
    return rows[0];
  };
  assert.deepEqual(await known(only.subjectId), { keys: 1, hashes: 1 });
  await eraseRecord(stage.ctx, centre, { recordId: only.recordId, basis });
  assert.deepEqual(await known(only.subjectId), { keys: 0, hashes: 0 });
  await eraseRecord(stage.ctx, centre, { recordId: first.recordId, basis });
  assert.deepEqual(await known(first.subjectId), { keys: 1, hashes: 1 });
  await eraseRecord(stage.ctx, centre, { recordId: second.recordId, basis });
  assert.deepEqual(await known(first.subjectId), { keys: 0, hashes: 0 });
  // Whoever is reported anew is somebody the register has never heard of.
  const [anew] = await enter(stage, [penalty(once, '示例雪雀2号')]);
  assert.notEqual(anew?.subjectId, only.subjectId);
});

test('K7: only the erasing role destroys, in the name of somebody who sees all, with a basis', async () => {
  const row = rowAbout('ADMIN_PENALTY', company(863), GENERAL);
  const [ref] = await enter(stage, [{ classCode: 'ADMIN_PENALTY', row }]);
  const recordId = ref?.recordId ?? '';
  const liaison = newActor('LIAISON_MAIN', 'FGJ');
  await assert.rejects(eraseRecord(stage.ctx, liaison, { recordId, basis }), {
    code: 'ERASURE_FORBIDDEN',
  });
  await assert.rejects(eraseRecord(stage.ctx, centre, { recordId, basis: ' ' }), {
    code: 'REASON_MISSING',
  });
});

test('K9: “erased” counts as proved only by an erasure leaf', async () => {
  const rows = [864, 865, 866, 876].map((serial) => ({
    classCode: 'ADMIN_PENALTY',
    row: rowAbout('ADMIN_PENALTY', company(serial), { CF_CFLB: '警告' }),
  }));
  const [lawful, keyless, saltless, leafless] = await enter(stage, rows);
  assert.ok(lawful && keyless && saltless && leafless);
  await eraseRecord(stage.ctx, centre, { recordId: lawful.recordId, basis });
  assert.deepEqual((await checkRecords(stage.ctx)).findings, []);
  const superuser = await stage.db.superuser();
  await superuser.query(
    `insert into credit.record_action (subject_id, record_id, seq, kind, at, effective_on, account, owner_code, leaf_id)
     select subject_id, record_id, 1 + max(seq), 'erased', now(), current_date, 'nobody', max(owner_code), gen_random_uuid()
     from credit.record_action where record_id = $1 group by subject_id, record_id`,
    [leafless.recordId],
  );
  await superuser.query(
    `delete from credit.record_key where key_id = (select key_id from credit.record_fact where record_id = $1)`,
    [keyless.recordId],
  );
  await superuser.query(
    `delete from ledger.salt where leaf_id in (select leaf_id from ledger.leaf where record_id = $1)`,
    [saltless.recordId],
  );
  await superuser.end();
  const { findings } = await checkRecords(stage.ctx);
  const named = new Set(findings.map(({ kind, recordId }) => `${kind} ${recordId}`));
  assert.ok(named.has(`KEY_MISSING ${keyless.recordId}`), [...named].join(' '));
  assert.ok(named.has(`SALT_MISSING ${saltless.recordId}`), [...named].join(' '));
  assert.ok(named.has(`LEAF_MISSING ${leafless.recordId}`), [...named].join(' '));
  assert.ok(![...named].some((one) => one.includes(lawful.recordId)));
});

test('K9: every leaf has a salt of its own, so the published view and the record share none', async () => {
  const row = rowAbout('ADMIN_LICENCE', company(867));
  const [ref] = await enter(stage, [{ classCode: 'ADMIN_LICENCE', row }]);
  const superuser = await stage.db.superuser();
  const { rows } = await superuser.query<{ kind: string; salt: string }>(
    `select l.kind, encode(s.salt, 'hex') as salt from ledger.leaf l join ledger.salt s using (leaf_id) where l.record_id = $1`,
    [ref?.recordId],
  );
  const { rows: all } = await superuser.query<{ n: string; salts: string }>(
    `select count(*) as n, count(distinct salt) as salts from ledger.salt`,
  );
  await superuser.end();
  assert.deepEqual(rows.map(({ kind }) => kind).sort(), ['published', 'registered']);
  assert.equal(all[0]?.n, all[0]?.salts);
});

test('K9: the public log tells hashes and checkpoints, and nothing about what was committed', async () => {
  const firm = company(868, '王益区渡鸦运输有限公司');
  const before = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('ledger.entry').select('position').execute(),
  );
  const records = await enter(stage, [
    { classCode: 'REG_BASIC', row: registration(firm) },
    { classCode: 'ADMIN_PENALTY', row: rowAbout('ADMIN_PENALTY', firm, GENERAL) },
  ]);
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-rights-'));
  await sequence({ ...stage.ctx, config: { ...stage.ctx.config, dataFolder: folder } });
  rmSync(folder, { recursive: true });
  const newest = before.length;
  const paths = [
    '/ledger/checkpoint',
    '/ledger/inclusion/0',
    `/ledger/inclusion/${newest}`,
    `/ledger/consistency?from=${newest}`,
  ];
  const answers = await Promise.all(paths.map((path) => stage.call(path)));
  const shapes = answers.map((answer) => {
    assert.equal(answer.statusCode, 200, answer.body);
    return Object.keys(answer.json<object>()).sort().join(' ');
  });
  assert.deepEqual([...new Set(shapes)].sort(), [
    'from proof to',
    // Hand-overs of the log's key are public keys and signatures, as the notes are.
    'handOvers note root signedAt size verifierKey witnessed',
    'leafHash position proof size',
  ]);
  const log = await stage.call('/ledger/log');
  const [header, ...lines] = log.body.trimEnd().split('\n');
  assert.equal(header, 'xinyong-ledger-log/1');
  for (const line of lines) assert.match(line, /^(?:[A-Za-z0-9+/]{43}=|".*")$/, 'a hash or a note');
  const state = await stage.call('/ledger/state');
  const said = [...answers, log, state].map(({ body }) => body).join('\n');
  const leaves = await asSystem(stage.ctx, (tx) =>
    tx.selectFrom('ledger.leaf').select(['leaf_id', 'kind', 'at']).execute(),
  );
  const secrets = [
    codeOf(firm),
    firm.name,
    'ADMIN_PENALTY',
    'registered',
    'published',
    '发展和改革局',
    'FGJ',
    ...records.flatMap(({ recordId, subjectId }) => [recordId, subjectId]),
    ...leaves.map((leaf) => leaf.leaf_id),
  ];
  for (const secret of secrets) assert.ok(!said.includes(secret), secret);
});

test('K9: no public route lists entries, removals or subjects of the log', () => {
  const paths = allRoutes(stage.ctx)
    .filter((route) => permissionNamed(route.permission)?.roles.PUBLIC !== undefined)
    .filter((route) => /ledger|log\b|leaf|leaves|entries|removal|erased|withdrawn/.test(route.path))
    .map((route) => `${route.method} ${route.path}`);
  assert.deepEqual(paths.sort(), [
    'GET /ledger/checkpoint',
    'GET /ledger/consistency',
    'GET /ledger/inclusion/:position',
    // Hashes and checkpoints only, and whether the platform is read-only: the test above reads both.
    'GET /ledger/log',
    'GET /ledger/state',
    // What witnesses hand in: a signature over a checkpoint.
    'POST /ledger/cosignatures',
  ]);
});
