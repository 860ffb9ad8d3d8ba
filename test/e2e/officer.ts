import { expect, type Page } from '@playwright/test';

export const base = process.env['XINYONG_BASE_URL'] ?? '';
export const secrets = { password: 'wangyi-demo', code: '610202' };

/** Signs an account of the demonstration in at the desk, whoever sat there before. */
export async function signIn(page: Page, account: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${base}/desk/`);
  await page.getByLabel('账号', { exact: true }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill(secrets.password);
  await page.getByLabel('动态验证码').fill(secrets.code);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await expect(page.getByRole('button', { name: '退出登录' })).toBeVisible();
}

/** Gives the proposed purpose where non-public data is about to be read. */
export async function giveReason(page: Page): Promise<void> {
  await page.getByRole('button', { name: '按此用途查看' }).click();
}

/** The day as the server has it. */
export async function today(page: Page): Promise<string> {
  const answer = await page.request.get(`${base}/api/v1/session`);
  return ((await answer.json()) as { today: string }).today;
}

/** Sends a penalty sheet from the page of one's classes and waits until its batch is done. */
export async function sendPenalties(
  page: Page,
  file: { readonly name: string; readonly buffer: Buffer },
): Promise<void> {
  await page.goto(`${base}/desk/`);
  const mimeType = file.name.endsWith('.csv') ? 'text/csv' : XLSX;
  await page.getByTestId('file').setInputFiles({ ...file, mimeType });
  await page.getByRole('button', { name: '上传并检查' }).click();
  await page.waitForURL(/\/desk\/batches\/[0-9a-f-]{36}/);
  await expect(page.locator('[data-count="new"]')).toBeVisible({ timeout: 60_000 });
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
