import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** Where the program under test answers. */
export const base = process.env['XINYONG_BASE_URL'] ?? '';
const axe = readFileSync(
  new URL('../../node_modules/axe-core/axe.min.js', import.meta.url),
  'utf8',
);
const standards = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
export const secrets = { password: 'wangyi-demo', code: '610202' };
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Findings {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Asserts what every page promises: no axe fault, one heading, no sideways scrolling, a title. */
export async function expectSound(page: Page): Promise<void> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate<Findings>(
    `axe.run(document, { runOnly: ${JSON.stringify(standards)} })`,
  );
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  await expect(page).toHaveTitle(/ · (信用王益工作台|Xinyong desk)$/);
}

/** Collects what a page must never do: errors on the console, requests to another host. */
export function watch(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !/^(data|blob):/.test(request.url()))
      errors.push(request.url());
  });
  return errors;
}

/** Signs an account of the demonstration in at the desk, whoever sat there before. */
export async function signIn(page: Page, account: string, at = base): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${at}/desk/`);
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

/** The day it is for the program. */
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
