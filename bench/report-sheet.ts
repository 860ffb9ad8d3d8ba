import { fileURLToPath } from 'node:url';
import { loadPolicy, type Policy } from '../server/modules/policy/index.ts';
import type { PublicFile } from '../server/modules/publication/index.ts';
import { drawReport, openReport } from '../server/modules/reports/index.ts';
import { memoryKeyring, type Keyring } from '../server/platform/keyring.ts';

const ITEMS = 4;
const ISSUED = '2026-11-22T02:00:05.000Z';

/** What a run draws with: the policy of this repository and keys of its own. */
export interface Reports {
  readonly policy: Policy;
  readonly keys: Keyring;
}

export function startReports(): Reports {
  const policy = loadPolicy(fileURLToPath(new URL('../policy/', import.meta.url)));
  return { policy, keys: memoryKeyring() };
}

/** Draws, signs and opens one made-up report; each has other words, so that nothing is remembered. */
export async function issuedFrom(
  { policy, keys }: Reports,
  index: number,
): Promise<{ readonly genuine: boolean; readonly pages: number }> {
  const pdf = await drawReport(policy, keys, fileOf(policy, index), {
    sequence: index + 1,
    issuedAt: ISSUED,
    base: 'http://127.0.0.1:8610',
  });
  const { certificates } = keys.documentKeys();
  const sealKeys = keys.checkpointKeys;
  const pages = pdf.toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length ?? 0;
  return { genuine: openReport(pdf, { certificates, sealKeys }).verdict === 'GENUINE', pages };
}

function fileOf(policy: Policy, index: number): PublicFile {
  const name = `铜川市王益区示例${index}号建材有限公司`;
  const uscc = '91610202MAXT000115';
  const field = (label: string, value: string) => ({
    code: label,
    label,
    labelEn: label,
    value,
    kind: 'text' as const,
  });
  return {
    subjectId: '00000000-0000-4000-8000-000000000000',
    uscc,
    name,
    kind: '法人',
    kindCode: 'LEGAL_PERSON',
    provisional: false,
    household: false,
    status: '存续',
    formerNames: [],
    basics: [
      field('法定代表人', '赵示例'),
      field('成立日期', '2018-05-21'),
      field('住所', `铜川市王益区红旗街${index}号`),
      field('经营范围', '建筑材料、装饰材料、五金交电的销售；道路普通货物运输。'),
    ],
    basicsSource: null,
    classes: policy.catalogue.classes
      .filter((entry) => entry.defaultDisclosure === 'PUBLIC')
      .map(({ code, nameZh }) => ({ classCode: code, className: nameZh })),
    items: Array.from({ length: ITEMS }, (_, place) => ({
      recordId: '00000000-0000-4000-8000-000000000000',
      publicId: '0'.repeat(24),
      classCode: 'ADMIN_LICENCE',
      className: '行政许可',
      classNameEn: 'Administrative licence',
      section: 'administration',
      title: `食品经营许可决定书${index}`,
      documentNumber: `王市监食许〔2026〕${place + 1}号`,
      documentNumberLabel: '文号',
      documentNumberLabelEn: 'Document number',
      authority: '王益区市场监督管理局',
      sourceUnit: '王益区市场监督管理局',
      factDate: '2026-04-10',
      factDateLabel: '决定日期',
      factDateLabelEn: 'Decided on',
      shownFrom: '2026-04-10',
      shownUntil: '2031-04-10',
      negative: false,
      level: null,
      levelCode: null,
      publishedOn: '2026-04-12',
      basis: '发改办财金〔2018〕424号',
      subject: { uscc, name },
      household: false,
      fields: [
        field('许可类别', '普通'),
        field('许可证书名称', '食品经营许可证'),
        field('许可编号', `JY1610202000${index}`),
        field('许可内容', '预包装食品（含冷藏冷冻食品）销售，散装食品销售，热食类食品制售。'),
      ],
    })),
  };
}
