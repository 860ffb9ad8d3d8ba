import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { movingClock, testContext } from '../../../test/context.ts';
import { newActor } from '../../../test/build.ts';
import { newTestDatabase, type TestDatabase } from '../../../test/database.ts';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { openPayloads } from '../records/index.ts';
import {
  code,
  penalty,
  registration,
  storeBatch,
  type MadeUpBatch,
  type MadeUpRow,
} from './made-up-records.ts';
import { publicItem, publicSubject, publishBatch, searchPublic, withdraw } from './index.ts';

let db: TestDatabase;
let ctx: Context;
const today = '2026-11-22';
before(async () => {
  db = await newTestDatabase();
  ctx = await testContext(db, { clock: movingClock(`${today}T02:00:00Z`) });
});
after(async () => {
  await ctx.jobs.stop();
  await db.drop();
});

interface Household {
  readonly serial: number;
  readonly name: string;
  readonly household: true;
}

/** An entry of a list whose class has no cell for the operator. */
function abnormal({ serial, name }: Household, reason: string): MadeUpRow {
  return {
    classCode: 'ABNORMAL_LIST',
    organisation: 'SCJG',
    values: {
      YC_XDR_MC: name,
      YC_XDR_LB: '个体工商户',
      YC_XDR_SHXYM: code(serial, '92'),
      YC_LB: '通过登记的住所或者经营场所无法联系的',
      YC_LRYY: reason,
      YC_LRRQ: '2026/06/01',
      YC_LRJG: '王益区市场监督管理局',
      YC_SJLY: '王益区市场监督管理局',
      YC_SJLYDM: code(9001),
    },
  };
}

async function published(...rows: readonly MadeUpRow[]): Promise<MadeUpBatch> {
  const batch = await storeBatch(ctx, rows);
  await publishBatch(ctx, batch.batchId);
  return batch;
}

/** Everything the public reads about a household. */
async function shown({ serial }: Household): Promise<string> {
  const page = await publicSubject(ctx, code(serial, '92'), today);
  const ids = page?.sections.flatMap(({ items }) => items.map((item) => item.publicId)) ?? [];
  return JSON.stringify([
    page,
    ...(await Promise.all(ids.map((id) => publicItem(ctx, id, today)))),
  ]);
}

test('K3 the operator the register knows is masked in records that have no cell for him', async () => {
  const noodles = { serial: 21, name: '王益区红旗街面馆', household: true } as const;
  await published(registration(noodles, { DJ_FRDB: '郑鹊桥' }));
  await published(abnormal(noodles, '经营者郑鹊桥失去联系'));
  const said = await shown(noodles);
  assert.ok(said.includes('经营者郑*桥失去联系') && !said.includes('郑鹊桥'), said);
});

test('K3 what was shown before the register named the operator is masked when it does', async () => {
  const grocery = { serial: 22, name: '王益区红旗街百货店', household: true } as const;
  const { records } = await published(abnormal(grocery, '经营者钱鹊华失去联系'));
  await published(registration(grocery, { DJ_FRDB: '钱鹊华' }));
  const said = await shown(grocery);
  assert.ok(said.includes('经营者钱*华失去联系') && !said.includes('钱鹊华'), said);
  // Its history says so, with the address the item has kept.
  const [record] = await inTransaction(ctx.db.app, system, (tx) =>
    openPayloads(
      tx,
      ctx,
      records.map(({ recordId }) => recordId),
    ),
  );
  const acts = record?.actions.filter(({ kind }) => kind === 'published') ?? [];
  assert.equal(acts.length, 2);
  for (const { detail } of acts) assert.ok(said.includes(String(detail['publicId'])));
});

test('a household stays findable by a part of its trade name after a department withdrew a record of it', async () => {
  const bakery = { serial: 23, name: '王益区麦香园烘焙坊', household: true } as const;
  await published(registration(bakery, { DJ_FRDB: '孙鹊枝' }));
  const { records } = await published(penalty(bakery, { CF_FRDB: '孙鹊枝' }));
  assert.equal((await searchPublic(ctx, '麦香园', today)).total, 1);
  const safety = newActor('LIAISON_MAIN', 'YJJ');
  await inTransaction(ctx.db.app, safety, (tx) =>
    withdraw(tx, ctx, safety, records, '原决定已撤销'),
  );
  assert.equal((await searchPublic(ctx, '麦香园', today)).total, 1);
});
