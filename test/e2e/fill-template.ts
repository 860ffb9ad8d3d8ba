import { Workbook } from '@cj-tech-master/excelts';

export type Row = Readonly<Record<string, string>>;

/** A downloaded template with rows typed below its two header rows. */
export async function fillTemplate(template: Buffer, rows: readonly Row[]): Promise<Buffer> {
  const book = new Workbook();
  await book.xlsx.load(template);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('the template has no sheet');
  const columns = new Map<string, number>();
  for (let column = 1; column <= sheet.columnCount; column += 1) {
    columns.set(sheet.getCell(1, column).text, column);
  }
  for (const [index, row] of rows.entries()) {
    for (const [code, text] of Object.entries(row)) {
      const column = columns.get(code);
      if (column === undefined) throw new Error(`the template has no column ${code}`);
      sheet.getCell(3 + index, column).value = text;
    }
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A penalty by the market regulator that passes every rule. */
export function penalty(today: string, number: string, over: Row): Row {
  return {
    CF_XDR_LB: '法人及非法人组织',
    CF_FRDB: '李某某',
    CF_WSH: `王市监罚〔2026〕${number}号`,
    CF_WFXW: '无证经营',
    CF_SY: '未取得许可从事经营活动',
    CF_YJ: '《中华人民共和国示例法》第十条第一款',
    CF_CFLB: '没收违法所得、没收非法财物',
    CF_NR: '没收违法所得',
    CF_NR_WFFF: '0.5',
    CF_JDRQ: today.replaceAll('-', '/'),
    CF_YXQ: '2099/12/31',
    CF_CFJG: '铜川市王益区市场监督管理局',
    CF_CFJGDM: '11610202MAF2000067',
    CF_SJLY: '铜川市王益区市场监督管理局',
    CF_SJLYDM: '11610202MAF2000067',
    ...over,
  };
}
