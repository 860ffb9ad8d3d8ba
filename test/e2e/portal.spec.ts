import { expect, test, type Page } from '@playwright/test';
import { portalWalk } from './walk/pages.ts';
import { walk } from './walk/walker.ts';

const base = process.env['XINYONG_BASE_URL'] ?? '';
interface Summary {
  readonly publicId: string;
  readonly title: string;
  readonly negative: boolean;
  readonly subject: { readonly uscc: string; readonly name: string };
}

/** A shown penalty of the demonstration district, with its subject. */
async function shownPenalty(page: Page): Promise<Summary> {
  const answer = await page.request.get(`${base}/api/v1/public/newest`);
  const { items } = (await answer.json()) as { items: Summary[] };
  const found = items.find((item) => item.negative) ?? items[0];
  if (!found) throw new Error('the demonstration shows nothing');
  return found;
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

test('in high contrast no page has an accessibility fault or scrolls sideways @phone', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await page.goto(`${base}/?contrast=high`);
  const pages = await portalWalk(page.request, base);
  const found = await walk(page, base, pages, { locale: 'zh-CN', text: 'normal' });
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'high');
  expect(
    [...found].flatMap(([path, { faults }]) => faults.map((one) => `${path}: ${one}`)),
  ).toEqual([]);
});

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

test('a visitor verifies the ledger in the browser, and again against what was seen last', async ({
  page,
}) => {
  await page.goto(`${base}/ledger`);
  const results = page.locator('.findings').getByRole('listitem');
  await page.getByRole('button', { name: '开始核验' }).click();
  await expect(results).toHaveText([/^相符.*签名正确/, /^首次/, /^首次/, /^相符位置 \d+/]);
  await page.reload();
  await page.getByLabel(/要核验的位置/).fill('0');
  await page.getByRole('button', { name: '开始核验' }).click();
  await expect(results).toHaveText([/^相符/, /^相符.*相同/, /^相符/, /^相符位置 0：/]);
  // What was seen last is kept; a log that no longer agrees with it is called by its name.
  await page.evaluate(`{
    const seen = JSON.parse(localStorage.getItem('ledger.seen'));
    seen.note = seen.note.replace(/\\n(\\d+)\\n[^\\n]+/, '\\n$1\\n' + 'A'.repeat(43) + '=');
    localStorage.setItem('ledger.seen', JSON.stringify(seen));
  }`);
  await page.getByRole('button', { name: '开始核验' }).click();
  await expect(results.nth(2)).toHaveText(/^不符.*被改写/);
  await expect(page.getByText('它是证据')).toBeVisible();
});

test('without a connection the installed portal says so and shows no credit information from before', async ({
  page,
  context,
}) => {
  const { subject } = await shownPenalty(page);
  await page.goto(`${base}/e/${subject.uscc}`);
  await page.evaluate('navigator.serviceWorker.ready');
  await page.reload();
  const kept = await page.evaluate<string[]>(`(async () => {
    const names = await caches.keys();
    const caught = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return caught.flat().map(({ url }) => new URL(url).pathname);
  })()`);
  expect(kept.filter((path) => !/^\/(?:offline$|assets\/portal\/)/.test(path))).toEqual([]);
  await context.setOffline(true);
  await page.goto(`${base}/e/${subject.uscc}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('当前离线，信用信息须联网查询');
  await expect(page.getByText(subject.name)).toHaveCount(0);
  await context.setOffline(false);
  await page.getByRole('link', { name: '重新连接' }).click();
  await expect(page.getByRole('button', { name: '查询' })).toBeVisible();
});
