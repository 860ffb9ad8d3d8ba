import { expect, test } from '@playwright/test';
import { expectSound, sendPenalties, signIn, today, watch } from './desk-page.ts';
import { penalty } from './fill-template.ts';

// A made-up code with valid check characters.
const CODE = '91610202MAXT9701X4';

test('an officer finds his file in the tray on any screen, opens it, and what waits is on the first page @phone', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const errors = watch(page);
  await signIn(page, 'shichangjianguan');
  const stamp = Date.now();
  const row = penalty(await today(page), `托盘${stamp}`, {
    CF_XDR_MC: '示例甲商贸有限公司',
    CF_XDR_SHXYM: CODE,
    CF_NR: '',
  });
  const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
  const name = `行政处罚 ${stamp}.csv`;
  await sendPenalties(page, { name, buffer: Buffer.from(text) });
  const batch = page.url();

  await page.goto(new URL('/desk/keys', batch).href);
  await page.getByRole('button', { name: '我的报送' }).click();
  const tray = page.getByRole('dialog', { name: '我的报送' });
  await expect(tray.getByRole('listitem').first()).toContainText('待改正 1');
  await expect(tray).toBeInViewport();
  await expectSound(page);
  await tray.getByRole('link', { name }).click();
  await expect(page).toHaveURL(batch);
  await expect(tray).toBeHidden();

  await page.goto(new URL('/desk/', batch).href);
  const list = page.getByRole('region', { name: '待办', exact: true });
  await expect(list).toContainText(/改正 \d+ 行/);
  await list.getByRole('link').first().click();
  await expect(page.getByText('回执编号')).toBeVisible();
  expect(errors).toEqual([]);
});
