import { expect, test } from '@playwright/test';
import { signIn, watch } from './desk-page.ts';

test('the morning begins with what waits, and one click leads to the work @phone', async ({
  page,
}) => {
  const errors = watch(page);
  await signIn(page, 'shichangjianguan');
  await expect(page.getByRole('heading', { level: 1, name: '今日待办' })).toBeVisible();
  await page
    .getByRole('link', { name: /^改正 \d+ 行$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/desk\/batches\/[0-9a-f-]{36}/);
  await expect(page.getByRole('table', { name: '问题单元格' })).toBeVisible();
  expect(errors).toEqual([]);
});
