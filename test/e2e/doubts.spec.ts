import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { base, expectSound, giveReason, signIn, today, watch } from './desk-page.ts';
import { penalty, type Row } from './fill-template.ts';
import { xinyong } from './xinyong.ts';

const data = process.env['XINYONG_E2E_DATA'] ?? '';
// Made-up code with a valid check character, used by no other test.
const CODE = '91610202MAXT97044R';
const REPORTED = '王益示例旧称商贸有限公司';
const REGISTERED = '王益示例新称商贸有限公司';

/** Sends rows by the command line, as the market regulator. */
async function submit(classCode: string, rows: readonly Row[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-doubts-'));
  const file = join(folder, `${classCode}.csv`);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))];
  try {
    writeFileSync(file, lines.map((cells) => cells.join(',')).join('\n'));
    const as = ['--as', 'shichangjianguan', '--data', data];
    const { exit, output } = await xinyong('submit', file, '--class', classCode, ...as);
    expect(exit, output).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const registration = (day: string): Row => ({
  DJ_MC: REGISTERED,
  DJ_SHXYM: CODE,
  DJ_LX: '1100',
  DJ_FRDB: '李某明',
  DJ_CLRQ: '2019/05/06',
  DJ_HZRQ: day.replaceAll('-', '/'),
  DJ_ZCZB: '100',
  DJ_ZS: '铜川市王益区红旗街12号',
  DJ_QHDM: '610202',
  DJ_JYFW: '食品销售',
  DJ_HY: 'F',
  DJ_JG: '铜川市王益区市场监督管理局',
  DJ_ZT: '1',
  DJ_SJLY: '铜川市王益区市场监督管理局',
  DJ_SJLYDM: '11610202MAF2000067',
});

test('what the register puts in doubt is confirmed or refused by a named person of the centre', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const errors = watch(page);
  const day = await today(page);
  const about = { CF_XDR_MC: REPORTED, CF_XDR_SHXYM: CODE };
  const kept = `认主${day.slice(-2)}1`;
  const ended = `认主${day.slice(-2)}2`;
  await submit('ADMIN_PENALTY', [penalty(day, kept, about), penalty(day, ended, about)]);
  await submit('REG_BASIC', [registration(day)]);

  await signIn(page, 'zhengxin');
  const entry = page.getByRole('link', { name: /主体核对/ });
  await expect(entry).toHaveText(/主体核对.*2/);
  await entry.click();
  await giveReason(page);
  const list = page.getByRole('table', { name: '主体核对' });
  await expect(list.getByRole('row')).toHaveCount(3);
  await expect(list).toContainText(REGISTERED);
  await expectSound(page);

  const decide = async (number: string, choice: RegExp, act: string): Promise<void> => {
    for (const line of await list.getByRole('button', { name: REPORTED }).all()) {
      await line.click();
      const drawer = page.getByRole('dialog').filter({ hasText: '名称' }).first();
      if (!(await drawer.innerText()).includes(number)) {
        await page.keyboard.press('Escape');
        await expect(drawer).toBeHidden();
        continue;
      }
      await expect(drawer.getByRole('table', { name: '名称对照' })).toContainText(REGISTERED);
      await drawer.getByRole('radio', { name: choice }).check();
      await drawer.getByRole('button', { name: act }).click();
      await expect(drawer.getByText('请写明理由，至少 2 个字。')).toBeVisible();
      await expectSound(page);
      await drawer.getByRole('textbox', { name: '理由' }).fill('核对了登记机关的档案');
      await drawer.getByRole('button', { name: act }).click();
      const asked = page.getByRole('dialog').filter({ hasText: '核定人：' });
      await expect(asked).toContainText(REGISTERED);
      await asked.getByRole('button', { name: act }).click();
      await expect(drawer).toBeHidden();
      return;
    }
    throw new Error(`no line about ${number}`);
  };
  await decide(kept, /属于登记的主体，只是名称不同/, '确认属于该主体');
  await expect(page.getByText('记录现为：公示中')).toBeVisible();
  await expect(entry).toHaveText(/主体核对.*1/);
  await decide(ended, /不属于登记的主体/, '认定不属于该主体');
  await expect(page.getByText('没有待核对主体的记录')).toBeVisible();
  await expectSound(page);

  await page.goto(`${base}/e/${CODE}`);
  await expect(page.locator('body')).toContainText(kept);
  await expect(page.locator('body')).not.toContainText(ended);

  await page.context().clearCookies();
  await signIn(page, 'shichangjianguan');
  await page.goto(`${base}/desk/records?status=DELETED`);
  await giveReason(page);
  await page.getByRole('link', { name: REGISTERED }).click();
  const file = page.getByRole('dialog', { name: '记录详情' });
  await expect(file).toContainText(ended);
  await expect(file).toContainText('核对了登记机关的档案');
  expect(errors).toEqual([]);
});
