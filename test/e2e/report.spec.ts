import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';

const base = process.env['XINYONG_BASE_URL'] ?? '';

interface Hit {
  readonly uscc: string;
  readonly name: string;
  readonly kind: string;
}

test('a report from a company’s page is verified by its file, and one changed byte is not found @phone', async ({
  page,
}) => {
  const answer = await page.request.get(
    `${base}/api/v1/public/search?q=${encodeURIComponent('有限公司')}`,
  );
  const { hits } = (await answer.json()) as { hits: Hit[] };
  const company = hits.find(({ kind }) => kind === '法人');
  await page.goto(`${base}/e/${company?.uscc}`);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载信用报告' }).click();
  const buffer = await readFile(await (await coming).path());
  expect(buffer.subarray(0, 5).toString()).toBe('%PDF-');
  const give = (bytes: Buffer) =>
    page
      .getByLabel('选择文件')
      .setInputFiles({ name: 'report.pdf', mimeType: 'application/pdf', buffer: bytes });
  await page.goto(`${base}/verify`);
  await give(buffer);
  await expect(page.getByRole('heading', { name: '报告有效' })).toBeVisible();
  await expect(page.getByRole('link', { name: company?.name ?? '' })).toBeVisible();
  // In big text nothing stands beyond the edge, and what is printed bears the time of asking.
  await page.goto(`${base}/verify?a11y=big`);
  await give(buffer);
  await expect(page.getByText('核验时间')).toBeVisible();
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByText('核验时间')).toBeVisible();
  await expect(page.getByText('选择电子文件核验')).toBeHidden();
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${base}/verify?a11y=normal`);
  const changed = Buffer.from(buffer);
  changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
  await give(changed);
  await expect(page.getByRole('heading', { name: '没有查到这份报告' })).toBeVisible();
});
