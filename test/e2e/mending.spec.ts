import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import ExcelJs from 'exceljs';
import { penalty } from './fill-template.ts';
import { base, sendPenalties, signIn, today } from './desk-page.ts';

// Made-up codes with valid check characters, used by no other test.
const good = '91610202MAXT98012P';
const mended = '91610202MAXT98020J';
const wrong = '91610202MAXT98020A';

/** The annotated workbook as a clerk mends it, with another library than the program's own. */
async function mend(bytes: Buffer): Promise<{ bytes: Buffer; notes: string[]; rows: number }> {
  const book = new ExcelJs.Workbook();
  // Its types know an older Buffer.
  await book.xlsx.load(bytes as never);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error('the workbook has no sheet');
  const notes: string[] = [];
  let rows = 0;
  sheet.eachRow((row, number) => {
    if (number <= 2) return;
    rows += 1;
    row.eachCell((cell) => {
      const note = cell.note;
      if (note)
        notes.push(
          typeof note === 'string' ? note : (note.texts ?? []).map((one) => one.text).join(''),
        );
      if (cell.text === wrong) cell.value = mended;
    });
  });
  return { bytes: Buffer.from(await book.xlsx.writeBuffer()), notes, rows };
}

test('the annotated workbook is mended in another program and sent again: the row enters once', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await signIn(page, 'shichangjianguan');
  const day = await today(page);
  const stamp = `改${String(Date.now()).slice(-6)}`;
  const rows = [
    penalty(day, `${stamp}1`, { CF_XDR_MC: '示例戊商贸有限公司', CF_XDR_SHXYM: good }),
    penalty(day, `${stamp}2`, { CF_XDR_MC: '示例己商贸有限公司', CF_XDR_SHXYM: wrong }),
  ];
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  const buffer = Buffer.from(lines.map((cells) => cells.join(',')).join('\n'));
  await sendPenalties(page, { name: '行政处罚.csv', buffer });
  await expect(page.locator('[data-count="new"]')).toHaveText('1');
  await expect(page.locator('[data-count="rejected"]')).toHaveText('1');

  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载批注表' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('行政处罚信息待更正.xlsx');
  const annotated = await mend(await readFile(await download.path()));
  expect(annotated.rows).toBe(1);
  expect(annotated.notes.join()).toContain('不是有效的统一社会信用代码');

  const name = '行政处罚信息待更正.xlsx';
  await sendPenalties(page, { name, buffer: annotated.bytes });
  await expect(page.locator('[data-count="new"]')).toHaveText('1');
  for (const count of ['rejected', 'duplicate', 'quarantined'])
    await expect(page.locator(`[data-count="${count}"]`)).toHaveText('0');

  // Sent a second time, and once with the row that is in already: nothing enters twice.
  await sendPenalties(page, { name, buffer: annotated.bytes });
  await expect(page.getByText('没有重复入库')).toBeVisible();
  const both = rows.map((row) => ({
    ...row,
    CF_XDR_SHXYM: row['CF_XDR_SHXYM']?.replace(wrong, mended) ?? '',
  }));
  const whole = [lines[0] ?? [], ...both.map((row) => Object.values(row))];
  const again = Buffer.from(whole.map((cells) => cells.join(',')).join('\n'));
  await sendPenalties(page, { name: '行政处罚全部.csv', buffer: again });
  await expect(page.locator('[data-count="duplicate"]')).toHaveText('2');
  await expect(page.locator('[data-count="new"]')).toHaveText('0');

  for (const [code, subject] of [
    [good, '示例戊商贸有限公司'],
    [mended, '示例己商贸有限公司'],
  ] as const) {
    await expect(async () => {
      await page.goto(`${base}/e/${code}`);
      await expect(page.getByRole('heading', { level: 1 })).toContainText(subject);
      await expect(page.getByRole('link', { name: /无证经营/ })).toHaveCount(1);
    }).toPass({ timeout: 60_000 });
  }
});
