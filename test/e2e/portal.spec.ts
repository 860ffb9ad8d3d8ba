import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';

const base = process.env['XINYONG_BASE_URL'] ?? '';
const axe = readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);
const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Summary {
  readonly publicId: string;
  readonly title: string;
  readonly negative: boolean;
  readonly subject: { readonly uscc: string; readonly name: string };
}

interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** A shown penalty of the demonstration district, with its subject. */
async function shownPenalty(page: Page): Promise<Summary> {
  const answer = await page.request.get(`${base}/api/v1/public/newest`);
  const { items } = (await answer.json()) as { items: Summary[] };
  const found = items.find((item) => item.negative) ?? items[0];
  if (!found) throw new Error('the demonstration shows nothing');
  return found;
}

/** What axe-core finds on the page as it stands, each with the first element at fault. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Findings>(
    `axe.run(document, { runOnly: ${JSON.stringify(standards)} })`,
  );
  return violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''}`);
}

test('a citizen finds a unit, reads its page and one record, and comes back @phone', async ({
  page,
}) => {
  const item = await shownPenalty(page);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:'))
      errors.push(request.url());
  });
  await page.goto(base);
  await page.getByLabel('输入单位名称或者统一社会信用代码').fill(item.subject.uscc.toLowerCase());
  await page.getByRole('button', { name: '查询' }).click();
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByText('代码相符')).toBeVisible();
  await page.getByRole('link', { name: item.subject.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: item.subject.name })).toBeVisible();
  await expect(page.getByRole('link', { name: /^严重失信主体名单/ })).toContainText(/\d+条/);
  // A penalty is said in words and does not hide in the number of its section.
  const summary = page.getByRole('navigation', { name: '公示中的信息' });
  await expect(summary).toContainText(/共公示 \d+ 条信息：.*行政处罚\s[1-9]\d*\s条/);
  await page.goto(`${base}/e/${item.subject.uscc}/r/${item.publicId}`);
  await expect(page.getByRole('heading', { level: 1, name: item.title })).toBeVisible();
  await expect(page.getByRole('heading', { name: '来源与公示期限' })).toBeVisible();
  await page.getByRole('navigation', { name: '所在位置' }).getByRole('link').click();
  await expect(page).toHaveURL(`${base}/e/${item.subject.uscc}`);
  expect(errors).toEqual([]);
});

const settings = {
  'normal print': 'a11y=normal',
  'large print': 'a11y=big',
  'high contrast': 'contrast=high',
};
for (const [words, setting] of Object.entries(settings)) {
  test(`in ${words} no page has an accessibility fault or scrolls sideways @phone`, async ({
    page,
  }) => {
    const item = await shownPenalty(page);
    const subject = `/e/${item.subject.uscc}`;
    const paths = [
      '/',
      `/search?q=${encodeURIComponent('有限公司')}`,
      '/verify',
      '/search?q=610298190001010019',
      subject,
      `${subject}/s/administration`,
      `${subject}/r/${item.publicId}`,
      '/help',
      '/nowhere',
    ];
    for (const path of paths) {
      await page.goto(`${base}${path}${path.includes('?') ? '&' : '?'}${setting}`);
      expect(await faults(page), path).toEqual([]);
      const wider = await page.evaluate<number>(
        'document.documentElement.scrollWidth - innerWidth',
      );
      expect(wider, path).toBeLessThanOrEqual(0);
      await expect(page.locator('h1')).toHaveCount(1);
    }
  });
}

test('everything can be searched and read without script', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const item = await shownPenalty(page);
  await page.goto(base);
  await page.getByLabel('输入单位名称或者统一社会信用代码').fill(item.subject.name);
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('link', { name: item.subject.name }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: item.subject.name })).toBeVisible();
  await expect(page.getByRole('button', { name: '打印本页' })).toHaveCount(0);
  await context.close();
});

test('the first Tab offers to skip to the content, and the focus is visible', async ({ page }) => {
  await page.goto(base);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '跳到正文' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
});

test('large print is remembered on the next page', async ({ page }) => {
  await page.goto(base);
  await page.getByRole('link', { name: '大字版' }).click();
  await page.getByRole('link', { name: '办事说明' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-a11y', 'big');
  await page.getByRole('link', { name: '标准版' }).click();
  await expect(page.locator('html')).not.toHaveAttribute('data-a11y');
});

test('the code is copied without the spaces it is shown with', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const item = await shownPenalty(page);
  await page.goto(`${base}/e/${item.subject.uscc}`);
  await page.getByRole('button', { name: '复制代码' }).click();
  await expect(page.getByRole('button', { name: '已复制' })).toBeVisible();
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(item.subject.uscc);
});

test('a section without records keeps its address and says zero once', async ({ page }) => {
  const { subject } = await shownPenalty(page);
  const answer = await page.request.get(`${base}/api/v1/public/subjects/${subject.uscc}`);
  const { counts } = (await answer.json()) as { counts: { id: string; count: number }[] };
  const empty = counts.slice(1).find(({ count }) => count === 0);
  await page.goto(`${base}/e/${subject.uscc}`);
  await expect(page.locator(`#${empty?.id}`)).toHaveText(/^[^\d]+0 条截至 \d{4}-\d{2}-\d{2}$/);
});

test('a printed page has the record and none of the controls', async ({ page }) => {
  const item = await shownPenalty(page);
  await page.goto(`${base}/e/${item.subject.uscc}/r/${item.publicId}`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { level: 1, name: item.title })).toBeVisible();
  for (const name of ['主导航', '显示设置'])
    await expect(page.getByRole('navigation', { name })).toBeHidden();
  await expect(page.getByText('打印件仅供参考')).toBeVisible();
});
