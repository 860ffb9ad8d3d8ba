import { expect, test } from '@playwright/test';
import { base, signIn } from './desk-page.ts';

test('the desk speaks English in place, nothing typed is lost, and it remembers', async ({
  page,
}) => {
  await signIn(page, 'shichangjianguan');
  await page.getByLabel('查找类别').fill('处罚');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(page.getByLabel('Find a class')).toHaveValue('处罚');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '今日待办' })).toBeVisible();
});

test('an address may ask for English, and refusals come in English too', async ({ page }) => {
  await page.goto(`${base}/desk/?lang=en-US`);
  await page.getByLabel('Account', { exact: true }).fill('shichangjianguan');
  await page.getByLabel('Password', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Account, password or code is wrong');
});
