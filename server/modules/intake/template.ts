import { writeTemplate } from '../../platform/spreadsheet/index.ts';
import type { PlainDate } from '../../platform/plain-date.ts';
import { templateSpec } from '../catalogue/index.ts';
import type { Policy } from '../policy/index.ts';
import { informationClassOf } from './classes.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A workbook to fill in for a class, with the name of its file. Throws CLASS_UNKNOWN. */
export async function templateFile(
  policy: Policy,
  classCode: string,
  today: PlainDate,
  by?: string,
): Promise<{ bytes: Buffer; fileName: string }> {
  const { nameZh, reportWithinWorkdays } = informationClassOf(policy, classCode, today);
  const spec = templateSpec(policy, classCode, today, by);
  const deadline =
    reportWithinWorkdays === null
      ? []
      : [`请在事项发生后 ${reportWithinWorkdays} 个工作日内报送。`];
  const bytes = await writeTemplate({
    title: `${nameZh}报送模板`,
    sheetName: nameZh.replace(/[\\/?*[\]:]/g, '').slice(0, 31),
    columns: spec.columns.map(({ code, header, required, width, note, dropdown, example }) => ({
      key: code,
      header,
      required,
      width,
      note,
      ...(dropdown === null ? {} : { dropdown }),
      ...(example === '' ? {} : { example }),
    })),
    instructions: [
      ...deadline,
      '日期写成 2026/03/01；多个值之间用分号“;”隔开；金额按列名中的单位填写，不写单位。',
      '“操作类型”不填即为新增；更正、撤销、误报删除时，请填写操作类型和操作原因。',
    ],
  });
  return { bytes, fileName: `${nameZh}报送模板.xlsx` };
}
