import { expect, test, type Page } from '@playwright/test';
import { base, expectSound, signIn, watch } from './desk-page.ts';

test('the desk speaks English in place, nothing typed is lost, and it remembers', async ({
  page,
}) => {
  await signIn(page, 'shichangjianguan');
  await page.getByLabel('查找类别').fill('处罚');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'My catalogue' })).toBeVisible();
  await expect(page.getByLabel('Find a class')).toHaveValue('处罚');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en-US');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'My catalogue' })).toBeVisible();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByRole('heading', { level: 1, name: '我的目录' })).toBeVisible();
});

test('an address may ask for English, and refusals come in English too', async ({ page }) => {
  await page.goto(`${base}/desk/?lang=en-US`);
  await page.getByLabel('Account', { exact: true }).fill('shichangjianguan');
  await page.getByLabel('Password', { exact: true }).fill('not-the-password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('Account, password or code is wrong');
});

const visits = [
  ['shichangjianguan', ['', 'batches', 'subjects', 'keys', 'records', 'readings']],
  ['zhengxin', ['quarantine', 'doubts', 'batches', 'classification']],
  ['zhengxin-shenji', ['audit']],
] as const;

for (const [account, paths] of visits) {
  test(`the English pages of ${account} are sound, their data marked as Chinese @phone`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const errors = watch(page);
    await signIn(page, account);
    for (const path of paths) {
      await page.goto(`${base}/desk/${path}?lang=en-US`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      const ask = page.getByRole('button', { name: 'Read for this purpose' });
      await page.waitForLoadState('networkidle');
      if (await ask.isVisible()) {
        await ask.click();
        await page.waitForLoadState('networkidle');
      }
      await expectSound(page);
      await expect(page.getByRole('alert')).toHaveCount(0);
      expect(await unmarkedChinese(page), path).toEqual([]);
    }
    expect(errors).toEqual([]);
  });
}

/** Texts in Chinese that do not say so; an English sentence may name a thing by its Chinese name. */
function unmarkedChinese(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      const element = node.parentElement;
      if (!element || !/\p{Script=Han}/u.test(text) || /[A-Za-z]{3}/.test(text)) continue;
      if (element.closest('script, style, noscript')) continue;
      if (!element.closest('[lang]')?.getAttribute('lang')?.startsWith('zh')) found.push(text);
    }
    return found;
  });
}
