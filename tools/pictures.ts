// Pictures of the running demonstration for the documents: node tools/pictures.ts http://127.0.0.1:8610
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import config from '../playwright.config.ts';
import { ensureChromium } from './chromium.ts';

const FOLDER = 'docs/pictures';
const DESKTOP = { width: 1366, height: 900 };
const PHONE = { width: 390, height: 844 };

const base = process.argv[2];
if (!base) {
  console.error('usage: node tools/pictures.ts ADDRESS');
  process.exit(2);
}
mkdirSync(FOLDER, { recursive: true });
const args = config.use?.launchOptions?.args ?? [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args });
const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN' });
const page = await context.newPage();
try {
  const subject = await subjectWithMuch(page);
  await take('home', '/');
  await take('subject', subject);
  await take('subject-big', `${subject}?a11y=big`);
  await page.setViewportSize(PHONE);
  await take('subject-phone', `${subject}?a11y=normal`);
  await page.setViewportSize(DESKTOP);
  await signIn(page, 'shichangjianguan');
  await take('desk', '/desk/');
  await take('desk-batches', '/desk/batches');
} finally {
  await browser.close();
}

async function take(name: string, path: string): Promise<void> {
  await page.goto(new URL(path, base).href, { waitUntil: 'networkidle' });
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`${name}  ${path}`);
}

/** The newest organisation with a published penalty: its page shows most of what a page can. */
async function subjectWithMuch(from: Page): Promise<string> {
  const answer = await from.request.get(new URL('/api/v1/public/newest', base).href);
  const { items } = (await answer.json()) as {
    items: { negative: boolean; subject: { uscc: string } }[];
  };
  const found = items.find((item) => item.negative) ?? items[0];
  return `/e/${found?.subject.uscc ?? ''}`;
}

async function signIn(from: Page, account: string): Promise<void> {
  const session = new URL('/api/v1/session', base).href;
  const shown = (await (await from.request.get(session)).json()) as {
    demonstration: { password: string; code: string } | null;
  };
  await from.request.post(session, {
    data: { account, ...shown.demonstration, accounts: undefined },
  });
}
