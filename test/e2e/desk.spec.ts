import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { base, expectSound, giveReason, secrets, signIn, today, watch } from './desk-page.ts';
import { fillTemplate, penalty } from './fill-template.ts';

// Made-up codes with valid check characters, used by no other test.
const codes = ['91610202MAXT9701X4', '91610202MAXT970284', '91610202MAXT97036Y'] as const;

test('a wrong password is said in words and a picked account fills itself in @phone', async ({
  page,
}) => {
  await page.goto(`${base}/desk/`);
  await expect(page.getByText('演示', { exact: true })).toBeVisible();
  await expectSound(page);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByText('请填写账号。')).toBeVisible();
  await page.getByLabel('账号', { exact: true }).fill('shichangjianguan');
  await page.getByLabel('密码', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('账号、密码或验证码不正确');
  await page.getByLabel('演示账号').fill('卫生健康局复核员');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('账号', { exact: true })).toHaveValue('weijian-fuhe');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
});

test('Enter that ends a composition of Chinese letters signs nobody in', async ({ page }) => {
  await page.goto(`${base}/desk/`);
  const account = page.getByLabel('账号', { exact: true });
  await account.focus();
  await account.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
  await expect(page.getByText('请填写密码。')).toBeHidden();
});

test('an officer fills the template, mends one cell, and the rows enter', async ({ page }) => {
  test.setTimeout(120_000);
  const errors = watch(page);
  await signIn(page, 'shichangjianguan');
  await expect(page.getByRole('heading', { level: 1, name: '今日待办' })).toBeVisible();
  await expectSound(page);

  await page.getByLabel('查找类别').fill('ADMIN_PENALTY');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载模板：行政处罚信息' }).click();
  const template = await readFile(await (await downloading).path());

  const day = await today(page);
  const stamp = String(Date.now()).slice(-6);
  const bytes = await fillTemplate(template, [
    penalty(day, `${stamp}1`, { CF_XDR_MC: '示例甲商贸有限公司', CF_XDR_SHXYM: codes[0] }),
    penalty(day, `${stamp}2`, { CF_XDR_MC: '示例乙商贸有限公司', CF_XDR_SHXYM: codes[1] }),
    // The last character is the wrong one.
    penalty(day, `${stamp}3`, {
      CF_XDR_MC: '示例丙商贸有限公司',
      CF_XDR_SHXYM: '91610202MAXT97036A',
    }),
  ]);
  await page.getByTestId('file').setInputFiles({
    name: `行政处罚 ${stamp}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: bytes,
  });
  await expect(page.getByText('已按文件名推测类别，请核对。')).toBeVisible();
  await page.getByRole('button', { name: '上传并检查' }).click();

  await expect(page).toHaveURL(/\/desk\/batches\/[0-9a-f-]{36}/);
  await expect(page.locator('[data-count="new"]')).toHaveText('2', { timeout: 60_000 });
  await expect(page.locator('[data-count="rejected"]')).toHaveText('1');
  const line = page.getByRole('table', { name: '问题单元格' }).getByRole('row').nth(1);
  await expect(line).toContainText('C5');
  await expect(line).toContainText('91610202MAXT97036A');
  await expectSound(page);

  await page.keyboard.press('F8');
  const drawer = page.getByRole('dialog', { name: '第 5 行' });
  const cell = drawer.locator('#cell-CF_XDR_SHXYM');
  await expect(cell).toHaveAttribute('aria-invalid', 'true');
  await expect(drawer.getByRole('button', { name: /报送改正后的本行/ })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await cell.fill(codes[2]);
  await expect(drawer.getByText('检查通过，可以报送。')).toBeVisible();
  await expectSound(page);
  await drawer.getByRole('button', { name: '报送改正后的本行' }).click();
  await expect(page.getByText('第 5 行已入库。')).toBeVisible();
  await expect(page.locator('[data-count="rejected"]')).toHaveText('0');
  await expect(page.locator('[data-count="new"]')).toHaveText('3');

  await page.getByRole('link', { name: '查看本批次的记录' }).click();
  await giveReason(page);
  await page.getByRole('link', { name: '示例丙商贸有限公司' }).click();
  await expect(page.getByRole('dialog', { name: '记录详情' })).toContainText('办理过程');
  expect(errors).toEqual([]);
});

test('the file of an organisation names each record by its number', async ({ page }) => {
  await signIn(page, 'shichangjianguan');
  await page.goto(`${base}/desk/subjects/${await penalised(page)}`);
  await giveReason(page);
  const penalties = page.locator('.record-group', { hasText: '行政处罚信息' });
  await expect(penalties.locator('summary').first()).toContainText(/〔\d{4}〕.*\d+号/);
  // The division as a name, never as a code.
  await expect(page.getByText(/^610202\d{3}$/)).toHaveCount(0);
  await expect(page.getByRole('link', { name: '打开公示页面' })).toBeVisible();
});

/** An organisation with a published penalty. */
async function penalised(page: Page): Promise<string> {
  const answer = await page.request.get(`${base}/api/v1/public/newest`);
  const { items } = (await answer.json()) as {
    items: { negative: boolean; subject: { uscc: string } }[];
  };
  const found = items.find(({ negative }) => negative);
  if (!found) throw new Error('no penalty is published');
  return found.subject.uscc;
}

test('the same file again opens the same batch and says so', async ({ page }) => {
  await signIn(page, 'shichangjianguan');
  const row = penalty(await today(page), `重复${Date.now()}`, {
    CF_XDR_MC: '示例丁商贸有限公司',
    CF_XDR_SHXYM: codes[0],
  });
  const file = {
    name: '行政处罚.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`),
  };
  const upload = async (): Promise<string> => {
    await page.goto(`${base}/desk/`);
    await page.getByTestId('file').setInputFiles(file);
    await page.getByRole('button', { name: '上传并检查' }).click();
    await page.waitForURL(/\/batches\//);
    await expect(page.getByText('回执编号')).toBeVisible({ timeout: 30_000 });
    return page.url();
  };
  const first = await upload();
  expect(await upload()).toBe(first);
  await expect(page.getByText('没有重复入库')).toBeVisible();
});

test('a file that is no sheet is refused in words before or after sending', async ({ page }) => {
  await signIn(page, 'shichangjianguan');
  await page.getByTestId('file').setInputFiles({
    name: '旧表.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from('old'),
  });
  await expect(page.getByRole('alert')).toContainText('另存为');
  await page.keyboard.press('Escape');
  await page.getByTestId('file').setInputFiles({
    name: '行政处罚.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(`not a workbook ${Date.now()}`),
  });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await expect(page.getByText('文件没有接收，一行也没有入库')).toBeVisible({ timeout: 30_000 });
});

test('after the session has ended nothing typed is lost', async ({ page, context }) => {
  await signIn(page, 'shichangjianguan');
  await page.getByLabel('查找类别').fill('处罚');
  await context.clearCookies();
  await page.getByRole('button', { name: '下载模板：行政处罚信息' }).click();
  const dialog = page.getByRole('dialog', { name: '请重新登录' });
  await expect(dialog).toBeVisible();
  await dialog.getByLabel('密码', { exact: true }).fill(secrets.password);
  await dialog.getByLabel('动态验证码').fill(secrets.code);
  await dialog.getByRole('button', { name: '登录', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel('查找类别')).toHaveValue('处罚');
});

test('the centre says why it looks and sees what is held for a person', async ({ page }) => {
  await signIn(page, 'zhengxin');
  await expect(page.getByRole('heading', { level: 1, name: '运行状况' })).toBeVisible();
  await page.locator('[data-line="quarantine"]').getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1, name: '隔离区' })).toBeVisible();
  await expectSound(page);
  await giveReason(page);
  const list = page.getByRole('table', { name: '隔离区' });
  await list.getByRole('button').first().click();
  const drawer = page.getByRole('dialog');
  await expect(drawer).toContainText('隔离原因');
  await drawer.getByRole('radio', { name: /不予入库/ }).check();
  await drawer.getByRole('button', { name: '不予入库' }).click();
  await expect(drawer.getByText('请写明理由，至少 2 个字。')).toBeVisible();
  await expectSound(page);
});

test('the question for a purpose is sound on any screen @phone', async ({ page }) => {
  await signIn(page, 'zhengxin');
  await page.goto(`${base}/desk/quarantine`);
  await expect(page.getByRole('button', { name: '按此用途查看' })).toBeVisible();
  await expectSound(page);
});

test('an approver of the centre sees what the nightly self-check found, or that it has not run yet', async ({
  page,
}) => {
  await signIn(page, 'zhengxin-shenhe');
  await page.getByRole('link', { name: '存证自检' }).click();
  const card = page.getByRole('region', { name: '最近一次核对' });
  for (const name of ['存证日志', '信用记录', '公示信息', '操作日志'])
    await expect(card).toContainText(name);
  // Whoever tests in the small hours meets a check that has run.
  await expect(card).toContainText(/还没有自检，每天凌晨进行。|核对/);
});

test('the keyboard reaches search and help, and Escape closes them', async ({ page }) => {
  await signIn(page, 'shichangjianguan');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到主要内容' })).toBeFocused();
  await page.keyboard.press('/');
  await expect(page.getByLabel('查找类别')).toBeFocused();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: '快捷键' });
  await expect(keys).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('a key shows its secret once', async ({ page }) => {
  await signIn(page, 'shichangjianguan');
  await page.goto(`${base}/desk/keys`);
  await page.getByRole('button', { name: '新建密钥' }).click();
  const dialog = page.getByRole('dialog', { name: '新建密钥' });
  await dialog.getByLabel('用途名称').fill('执法办案系统');
  await expectSound(page);
  await dialog.getByRole('button', { name: '新建密钥' }).click();
  await expect(page.getByTestId('secret')).toHaveText(/\S{20,}/);
  const secret = await page.getByTestId('secret').innerText();
  await page.getByRole('button', { name: '我已保存' }).click();
  await expect(page.getByText(secret)).toBeHidden();
  await page.getByRole('button', { name: '吊销密钥“执法办案系统”' }).first().click();
  await page.getByRole('button', { name: '立即吊销' }).click();
  await expect(page.getByText('密钥“执法办案系统”已吊销。')).toBeVisible();
});
