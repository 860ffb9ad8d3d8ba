import { randomUUID } from 'node:crypto';
import type { Context } from '../server/context.ts';
import { compileJudge, requiredClass, type Values } from '../server/modules/catalogue/index.ts';
import {
  identityHashes,
  registerRecords,
  type NewRecord,
  type Registered,
} from '../server/modules/records/index.ts';
import {
  resolveSubjects,
  settleRegistration,
  subjectClaim,
  type LinkedSubject,
  type ResolvedSubject,
} from '../server/modules/subjects/index.ts';
import { system, type Actor } from '../server/platform/actor.ts';
import { inTransaction, type Tx } from '../server/platform/db.ts';

/** Actors of the demonstration register by role; the organisation is a code of the register. */
export function newActor(role: string, organisation: string): Actor {
  const all = role.startsWith('CENTRE') || role === 'AUDITOR';
  return {
    account: `${organisation.toLowerCase()}-${role.toLowerCase()}`,
    role,
    organisation,
    scope: all ? 'all' : 'organisation',
    channel: 'web',
  };
}

/** Made-up codes with valid check characters (K23 asks for `MAXT…`). */
export const madeUpCodes = {
  company: '91610202MAXT00003A',
  otherCompany: '91610202MAXT000115',
  household: '92610202MAXT0002XR',
};

const marketBureau = {
  name: '铜川市王益区市场监督管理局',
  uscc: '11610202MAF2000067',
};

/** Cells of a good penalty on a company; a fine with an unset threshold, so a person must classify. */
export function penaltyCells(change: Values = {}): Values {
  return {
    CF_XDR_MC: '王益示例商贸有限公司',
    CF_XDR_LB: '法人及非法人组织',
    CF_XDR_SHXYM: madeUpCodes.company,
    CF_FRDB: '李某明',
    CF_WSH: '王市监罚〔2026〕1号',
    CF_WFXW: '违反标签管理规定',
    CF_SY: '销售标签不符合规定的预包装食品',
    CF_YJ: '《中华人民共和国食品安全法》第一百二十五条第一款',
    CF_CFLB: '罚款',
    CF_NR: '处以罚款',
    CF_NR_FK: '0.200000',
    CF_JDRQ: '2026/02/10',
    CF_YXQ: '2099/12/31',
    CF_CFJG: marketBureau.name,
    CF_CFJGDM: marketBureau.uscc,
    CF_SJLY: marketBureau.name,
    CF_SJLYDM: marketBureau.uscc,
    ...change,
  };
}

/** Cells of a good penalty on a natural person of the unassigned division 610298. */
export function personPenaltyCells(change: Values = {}): Values {
  const { CF_XDR_SHXYM: _code, CF_FRDB: _representative, ...rest } = penaltyCells();
  return {
    ...rest,
    CF_XDR_MC: '张小明',
    CF_XDR_LB: '自然人',
    CF_XDR_ZJLX: '身份证',
    CF_XDR_ZJHM: '610298190001010017',
    ...change,
  };
}

/** Cells of a good entry of the register. */
export function registrationCells(change: Values = {}): Values {
  return {
    DJ_MC: '王益示例商贸有限公司',
    DJ_SHXYM: madeUpCodes.company,
    DJ_LX: '1100',
    DJ_FRDB: '李某明',
    DJ_CLRQ: '2019/05/06',
    DJ_HZRQ: '2019/05/06',
    DJ_ZCZB: '100',
    DJ_ZS: '铜川市王益区红旗街12号',
    DJ_QHDM: '610202',
    DJ_JYFW: '食品销售',
    DJ_HY: 'F',
    DJ_JG: marketBureau.name,
    DJ_ZT: '1',
    DJ_SJLY: marketBureau.name,
    DJ_SJLYDM: marketBureau.uscc,
    ...change,
  };
}

/** Cells of a registered change of name. */
export function renamingCells(before: string, after: string, on: string): Values {
  return {
    BG_XDR_MC: after,
    BG_XDR_LB: '法人及非法人组织',
    BG_XDR_SHXYM: madeUpCodes.company,
    BG_SX: '名称变更',
    BG_Q: before,
    BG_H: after,
    BG_RQ: on,
    BG_SJLY: marketBureau.name,
    BG_SJLYDM: marketBureau.uscc,
  };
}

/** Cells of a public promise with its number. */
export function promiseCells(change: Values = {}): Values {
  return {
    CN_XDR_MC: '王益示例商贸有限公司',
    CN_XDR_LB: '法人及非法人组织',
    CN_XDR_SHXYM: madeUpCodes.company,
    CN_BH: 'CN-2026-001',
    CN_LX: '1',
    CN_SX: '食品经营许可',
    CN_NR: '承诺材料真实',
    CN_WYZR: '承担违诺责任',
    CN_RQ: '2026/01/05',
    CN_QX: '2027/01/05',
    CN_SLDW: marketBureau.name,
    CN_SLDWDM: marketBureau.uscc,
    CN_GK: '1',
    CN_SJLY: marketBureau.name,
    CN_SJLYDM: marketBureau.uscc,
    ...change,
  };
}

/** Resolves the subjects of rows of one class, in the transaction given. */
export function resolveRows(
  tx: Tx,
  ctx: Context,
  classCode: string,
  rows: readonly Values[],
  sender = 'SCJG',
): Promise<ResolvedSubject[]> {
  const claims = rows.map((cells) => ({
    claim: subjectClaim(requiredClass(ctx.policy, classCode), cells),
    sender,
  }));
  return resolveSubjects(tx, ctx, claims);
}

/** A row ready to be registered on a subject. */
export function newRecord(
  ctx: Context,
  classCode: string,
  cells: Values,
  subject: Pick<LinkedSubject, 'subjectId' | 'kind'>,
  change: Partial<NewRecord> = {},
): NewRecord {
  const judge = compileJudge(ctx.policy, classCode);
  return {
    subjectId: subject.subjectId,
    subjectKind: subject.kind,
    classCode,
    organisation: 'SCJG',
    batchId: randomUUID(),
    rowNumber: 1,
    factDate: judge.factDateOf(cells, ctx.clock.today()),
    receivedAt: ctx.clock.now(),
    values: cells,
    hashes: identityHashes(ctx.keys, {
      classCode,
      identityKey: judge.identityKey(cells),
      contentDigest: judge.contentDigest(cells),
    }),
    ...change,
  };
}

/** Takes one row the whole way in: subject, record and register, as the system's own job does. */
export async function enterRow(
  ctx: Context,
  classCode: string,
  cells: Values,
  change: Partial<NewRecord> = {},
): Promise<{
  readonly recordId: string;
  readonly subjectId: string;
  readonly subject: LinkedSubject;
}> {
  return inTransaction(ctx.db.app, system, async (tx) => {
    const [subject] = await resolveRows(tx, ctx, classCode, [cells], change.organisation);
    if (subject?.outcome !== 'LINKED') throw new Error(`not linked: ${JSON.stringify(subject)}`);
    const row = newRecord(ctx, classCode, cells, subject, change);
    const [registered] = await registerRecords(tx, ctx, system, [row]);
    const { recordId, subjectId } = entered(registered);
    await settleRegistration(tx, ctx, [{ subjectId, recordId, classCode, values: cells }]);
    return { recordId, subjectId, subject };
  });
}

function entered(registered: Registered | undefined): { recordId: string; subjectId: string } {
  if (registered?.outcome !== 'NEW') throw new Error(`not new: ${JSON.stringify(registered)}`);
  return registered;
}
