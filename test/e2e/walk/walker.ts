import { expect, type Page } from '@playwright/test';
import type { Locale } from '../../../web/shared/i18n/index.ts';
import { look, type Look } from './look.ts';
import { signIn, type WalkedPage } from './pages.ts';

export const texts = ['normal', 'big'] as const;
export type Text = (typeof texts)[number];

/** Opens a page in a language and size of text, as the account that sees it, and waits until it stands. */
export async function open(
  page: Page,
  base: string,
  { route, path, as }: WalkedPage,
  { locale, text }: { readonly locale: Locale; readonly text: Text },
): Promise<void> {
  if (as !== undefined) await becomes(page, base, as);
  const sign = path.includes('?') ? '&' : '?';
  const answer = await page.goto(`${base}${path}${sign}lang=${locale}&a11y=${text}`);
  if (route !== '*') expect(answer?.status(), path).toBe(200);
  await page.locator('h1').first().waitFor();
  await settled(page);
  const purpose = page.locator('form:has(.radio-list) button[type=submit]');
  if (await purpose.isVisible()) {
    await purpose.click();
    await settled(page);
  }
}

/** Nothing is on its way any more, and no grey bars stand in for what comes. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.ant-skeleton, .ant-spin-spinning')).toHaveCount(0);
}

const signedIn = new WeakMap<Page, string>();

async function becomes(page: Page, base: string, account: string): Promise<void> {
  if (signedIn.get(page) === account) return;
  await page.context().clearCookies();
  await signIn(page.request, base, account);
  signedIn.set(page, account);
}

/** Walks pages one after the other; answers what was found, by address. */
export async function walk(
  page: Page,
  base: string,
  pages: readonly WalkedPage[],
  setting: { readonly locale: Locale; readonly text: Text },
): Promise<Map<string, Look>> {
  const found = new Map<string, Look>();
  for (const one of pages) {
    await open(page, base, one, setting);
    found.set(
      one.as === undefined ? one.path : `${one.path} (${one.as})`,
      await look(page, setting.locale),
    );
  }
  return found;
}
