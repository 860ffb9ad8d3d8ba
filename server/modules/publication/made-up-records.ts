import { randomUUID } from 'node:crypto';
import type { Context } from '../../context.ts';
import { system } from '../../platform/actor.ts';
import { inTransaction } from '../../platform/db.ts';
import { exampleUscc, requiredClass } from '../catalogue/index.ts';
import { classOf } from '../policy/index.ts';
import { identityHashes, registerRecords, type RecordRef } from '../records/index.ts';
import { resolveSubjects, settleRegistration, subjectClaim } from '../subjects/index.ts';
import { dateCell } from './case.ts';

/** A row as the judge would hand it on, for the tests of this module. */
export interface MadeUpRow {
  readonly classCode: string;
  readonly organisation: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface MadeUpBatch {
  readonly batchId: string;
  readonly records: readonly RecordRef[];
}

/** Stores rows through subjects and records as intake does, as one batch, unpublished. */
export async function storeBatch(ctx: Context, rows: readonly MadeUpRow[]): Promise<MadeUpBatch> {
  const batchId = randomUUID();
  const records = await inTransaction(ctx.db.app, system, async (tx) => {
    const claims = rows.map((row) => ({
      claim: subjectClaim(requiredClass(ctx.policy, row.classCode), row.values),
      sender: row.organisation,
    }));
    const resolved = await resolveSubjects(tx, ctx, claims);
    const registered = await registerRecords(
      tx,
      ctx,
      system,
      rows.map((row, index) => {
        const subject = resolved[index];
        if (subject?.outcome !== 'LINKED')
          throw new Error(`row ${index}: ${JSON.stringify(subject)}`);
        const factDate = classOf(ctx.policy, row.classCode)?.factDate;
        return {
          subjectId: subject.subjectId,
          subjectKind: subject.kind,
          classCode: row.classCode,
          organisation: row.organisation,
          batchId,
          rowNumber: index + 1,
          factDate: dateCell(factDate ? (row.values[factDate] ?? '') : '') ?? ctx.clock.today(),
          receivedAt: ctx.clock.now(),
          values: row.values,
          hashes: identityHashes(ctx.keys, {
            classCode: row.classCode,
            identityKey: [batchId, String(index)],
            contentDigest: `${batchId}${index}`,
          }),
        };
      }),
    );
    const refs = registered.map((one) => {
      if (one.outcome !== 'NEW') throw new Error('made-up rows are never duplicates');
      return { subjectId: one.subjectId, recordId: one.recordId };
    });
    await settleRegistration(
      tx,
      ctx,
      rows.map((row, index) => ({
        ...(refs[index] as RecordRef),
        classCode: row.classCode,
        values: row.values,
      })),
    );
    return refs;
  });
  return { batchId, records };
}

/** The made-up code of the demonstration with that serial. */
export function code(serial: number, type: '91' | '92' = '91'): string {
  return exampleUscc('610202', serial, type);
}

interface Party {
  readonly serial: number;
  readonly name: string;
  readonly household?: boolean;
}

/** A register entry; an enterprise unless it says household. */
export function registration(
  party: Party,
  change: Readonly<Record<string, string>> = {},
): MadeUpRow {
  return {
    classCode: 'REG_BASIC',
    organisation: 'SCJG',
    values: {
      DJ_MC: party.name,
      DJ_SHXYM: code(party.serial, party.household ? '92' : '91'),
      DJ_LX: party.household ? '9500' : '1100',
      DJ_FRDB: '赵示例',
      DJ_CLRQ: '2018/05/21',
      DJ_HZRQ: '2024/03/11',
      DJ_ZCZB: '500.000000',
      DJ_BZ: 'CNY',
      DJ_ZS: '铜川市王益区红旗街12号3单元101室',
      DJ_QHDM: '610202',
      DJ_JYFW: '建筑材料、装饰材料、五金交电的销售；道路普通货物运输。',
      DJ_HY: 'F',
      DJ_JG: '王益区市场监督管理局',
      DJ_ZT: '1',
      DJ_LXDH: '13900001234',
      DJ_SJLY: '王益区市场监督管理局',
      DJ_SJLYDM: code(9001),
      ...change,
    },
  };
}

/** A penalty of 没收违法所得, which policy classifies as GENERAL. */
export function penalty(
  party: Party,
  change: Readonly<Record<string, string>> = {},
  organisation = 'YJJ',
): MadeUpRow {
  return {
    classCode: 'ADMIN_PENALTY',
    organisation,
    values: {
      CF_XDR_MC: party.name,
      CF_XDR_LB: party.household ? '个体工商户' : '法人及非法人组织',
      CF_XDR_SHXYM: code(party.serial, party.household ? '92' : '91'),
      CF_FRDB: '赵示例',
      CF_FR_ZJHM: '610298190001010019',
      CF_WSH: '王应急罚〔2026〕9号',
      CF_WFXW: '未按规定设置安全警示标志',
      CF_SY: '2026年5月12日检查发现，该单位在有较大危险因素的场所未设置明显的安全警示标志。',
      CF_YJ: '《中华人民共和国安全生产法》第九十九条第一项',
      CF_CFLB: '没收违法所得、没收非法财物',
      CF_NR: '没收违法所得1.2万元',
      CF_NR_WFFF: '1.200000',
      CF_JDRQ: '2026/06/01',
      CF_YXQ: '2099/12/31',
      CF_GSJZQ: '2029/06/01',
      CF_CFJG: '王益区应急管理局',
      CF_CFJGDM: code(9002),
      CF_SJLY: '王益区应急管理局',
      CF_SJLYDM: code(9002),
      ...change,
    },
  };
}

/** A valid licence. */
export function licence(party: Party, change: Readonly<Record<string, string>> = {}): MadeUpRow {
  return {
    classCode: 'ADMIN_LICENCE',
    organisation: 'SCJG',
    values: {
      XK_XDR_MC: party.name,
      XK_XDR_LB: party.household ? '个体工商户' : '法人及非法人组织',
      XK_XDR_SHXYM: code(party.serial, party.household ? '92' : '91'),
      XK_FRDB: '赵示例',
      XK_XKWS: '食品经营许可决定书',
      XK_WSH: '王市监食许〔2026〕31号',
      XK_XKLB: '普通',
      XK_XKZS: '食品经营许可证',
      XK_XKBH: 'JY16102020000031',
      XK_NR: '预包装食品（含冷藏冷冻食品）销售',
      XK_JDRQ: '2026/04/10',
      XK_YXQZ: '2026/04/10',
      XK_YXQZI: '2031/04/09',
      XK_XKJG: '王益区市场监督管理局',
      XK_XKJGDM: code(9001),
      XK_ZT: '1',
      XK_LYDW: '王益区市场监督管理局',
      XK_LYDWDM: code(9001),
      ...change,
    },
  };
}
