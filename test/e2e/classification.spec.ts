import { expect, test, type Page } from '@playwright/test';
import { penalty } from './fill-template.ts';
import { base, giveReason, sendPenalties, signIn, today } from './desk-page.ts';

// Made-up codes with valid check characters, used by no other test.
const shown = { code: '91610202MAXT98047A', name: '示例庚食品有限公司' };
const hidden = { code: '91610202MAXT980555', name: '示例辛食品有限公司' };

/** Opens the record of a subject in the queue, on whichever page it stands. */
async function open(page: Page, name: string): Promise<void> {
  const link = page.getByRole('button', { name, exact: true });
  const next = page.getByRole('button', { name: '下一页' });
  await expect(page.getByRole('table').getByRole('row').nth(1)).toBeVisible();
  while (!(await link.isVisible())) {
    const first = await page.getByRole('table').innerText();
    await next.click();
    await expect(page.getByRole('table')).not.toHaveText(first);
  }
  await link.click();
}

async function decide(page: Page, name: string, level: string, reason: string): Promise<void> {
  await page.goto(`${base}/desk/classification`);
  await giveReason(page);
  await open(page, name);
  const drawer = page.getByRole('dialog', { name });
  await expect(drawer).toContainText('罚款数额的等级标准尚未公布');
  await drawer.getByRole('radio', { name: new RegExp(`^${level}`) }).check();
  await drawer.getByRole('button', { name: `核定为“${level}”` }).click();
  await expect(drawer.getByText('请写明理由')).toBeVisible();
  await drawer.getByRole('textbox', { name: /理由/ }).fill(reason);
  await drawer.getByRole('button', { name: `核定为“${level}”` }).click();
  const question = page.getByRole('dialog', { name: `把“${name}”的处罚核定为“${level}”？` });
  await expect(question).toContainText('长期留痕');
  await question.getByRole('button', { name: `核定为“${level}”` }).click();
  await expect(page.getByText(`已核定为“${level}”。`)).toBeVisible();
}

const itemsOf = async (page: Page, code: string): Promise<number> => {
  await page.goto(`${base}/e/${code}`);
  return page.getByRole('link', { name: /无证经营/ }).count();
};

test('a penalty whose level a person decides is shown or stays off the public page accordingly', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await signIn(page, 'shichangjianguan');
  const day = await today(page);
  const stamp = `级${String(Date.now()).slice(-6)}`;
  const { CF_NR_WFFF: _none, ...row } = penalty(day, '', {});
  const rows = [shown, hidden].map(({ code, name }, index) => ({
    ...row,
    CF_WSH: `王市监罚〔2026〕${stamp}${index}号`,
    CF_XDR_MC: name,
    CF_XDR_SHXYM: code,
    CF_CFLB: '罚款',
    CF_NR: '处以罚款',
    CF_NR_FK: '0.5',
  }));
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((one) => Object.values(one))];
  const buffer = Buffer.from(lines.map((cells) => cells.join(',')).join('\n'));
  await sendPenalties(page, { name: '行政处罚.csv', buffer });
  await expect(page.locator('[data-count="new"]')).toHaveText('2');

  // Nobody has decided: nothing of it is public.
  for (const { code } of [shown, hidden]) expect(await itemsOf(page, code)).toBe(0);
  await signIn(page, 'shichangjianguan-fuhe');
  await decide(page, shown.name, '一般', '数额较大，依裁量基准认定为一般失信');
  await decide(page, hidden.name, '轻微', '首次违法且及时改正，认定为轻微失信');
  await page.goto(`${base}/desk/classification`);
  await giveReason(page);
  for (const { name } of [shown, hidden])
    await expect(page.getByRole('button', { name, exact: true })).toBeHidden();

  expect(await itemsOf(page, shown.code)).toBe(1);
  await page.getByRole('link', { name: /无证经营/ }).click();
  await expect(page.locator('body')).toContainText('未取得许可从事经营活动');
  expect(await itemsOf(page, hidden.code)).toBe(0);
});
