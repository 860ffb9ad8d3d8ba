// Walks every page of a running demonstration as test/e2e/walk.spec.ts does, and keeps what it sees:
// node tools/walk.ts ADDRESS [--save] [--pictures FOLDER]
// --save writes docs/accessibility.json: what axe-core found on each page, in each language, text and
// screen. --pictures takes each page in four sizes: desktop, phone, big text, paper. Exit 1: a fault.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser, type Page } from '@playwright/test';
import config from '../playwright.config.ts';
import { watchFor } from '../test/e2e/walk/look.ts';
import { deskWalk, portalWalk, type WalkedPage } from '../test/e2e/walk/pages.ts';
import { open, texts, walk } from '../test/e2e/walk/walker.ts';
import { locales } from '../web/shared/i18n/index.ts';
import { ensureChromium } from './chromium.ts';

const RESULT = 'docs/accessibility.json';
const DESKTOP = { width: 1366, height: 900 };
const PHONE = { width: 390, height: 844 };
/** An A4 page between its margins, at 96 dots an inch. */
const PAPER = { width: 680, height: 962 };
const screens = { desktop: DESKTOP, phone: PHONE };
const sizes = [
  { name: 'desktop', viewport: DESKTOP, text: 'normal', media: 'screen' },
  { name: 'phone', viewport: PHONE, text: 'normal', media: 'screen' },
  { name: 'big', viewport: DESKTOP, text: 'big', media: 'screen' },
  { name: 'print', viewport: PAPER, text: 'normal', media: 'print' },
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { save: { type: 'boolean', default: false }, pictures: { type: 'string' } },
});
const base = positionals[0]?.replace(/\/$/, '');
if (base === undefined) {
  console.error('usage: node tools/walk.ts ADDRESS [--save] [--pictures FOLDER]');
  process.exit(2);
}
const args = config.use?.launchOptions?.args ?? [];
const browser = await chromium.launch({ executablePath: ensureChromium(), args });
try {
  if (values.pictures !== undefined) await takePictures(browser, base, values.pictures);
  process.exitCode = (await lookAtAll(browser, base)) ? 0 : 1;
} finally {
  await browser.close();
}

/** Every page in both languages, texts and screens; answers whether nothing was wrong. */
async function lookAtAll(from: Browser, address: string): Promise<boolean> {
  const found: Found[] = [];
  for (const [screen, viewport] of Object.entries(screens))
    for (const locale of locales)
      for (const text of texts) {
        const page = await newPage(from, viewport);
        const errors = watchFor(page, address);
        const all = await allPages(page, address);
        // The desk has no big text.
        const pages = all.filter(({ as }) => text === 'normal' || as === undefined);
        for (const [path, { kept, faults }] of await walk(page, address, pages, { locale, text }))
          found.push({ path, screen, locale, text, kept, faults });
        const faulty = found.filter(({ faults }) => faults.length > 0).length;
        console.log(`${screen} ${locale} ${text}: ${pages.length} pages, faulty so far ${faulty}`);
        if (errors.length > 0)
          found.push({ path: '(console)', screen, locale, text, kept: 0, faults: errors });
        await page.context().close();
      }
  const wrong = found.filter(({ faults }) => faults.length > 0);
  for (const { path, screen, locale, text, faults } of wrong)
    console.error(`${path} ${screen} ${locale} ${text}\n  ${faults.join('\n  ')}`);
  if (values.save) save(found, wrong.length);
  return wrong.length === 0;
}

interface Found {
  readonly path: string;
  readonly screen: string;
  readonly locale: string;
  readonly text: string;
  /** Rules of axe-core the page keeps. */
  readonly kept: number;
  readonly faults: readonly string[];
}

function save(found: readonly Found[], faulty: number): void {
  const { version } = JSON.parse(readFileSync('node_modules/axe-core/package.json', 'utf8')) as {
    version: string;
  };
  const commit = execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  const lines = found
    .map((one) => `    ${JSON.stringify(one)}`)
    .toSorted()
    .join(',\n');
  const head = { axe: version, at: new Date().toISOString(), commit, looks: found.length, faulty };
  const text = JSON.stringify(head, null, 2).replace(
    /\n\}$/,
    `,\n  "pages": [\n${lines}\n  ]\n}\n`,
  );
  writeFileSync(RESULT, text);
}

async function takePictures(from: Browser, address: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { name, viewport, text, media } of sizes)
    for (const locale of locales) {
      const page = await newPage(from, viewport);
      await page.emulateMedia({ media, reducedMotion: 'reduce' });
      for (const [index, one] of (await allPages(page, address)).entries()) {
        await open(page, address, one, { locale, text });
        const number = String(index + 1).padStart(2, '0');
        const route = one.route.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '') || 'home';
        const face = one.as === undefined ? 'portal' : 'desk';
        const file = `${face}-${number}-${route}-${locale}-${name}.png`;
        await page.screenshot({ path: join(folder, file), fullPage: true });
      }
      console.log(`${name} ${locale}: pictures taken`);
      await page.context().close();
    }
}

async function newPage(from: Browser, viewport: typeof DESKTOP): Promise<Page> {
  const mobile = viewport === PHONE ? { isMobile: true, hasTouch: true } : {};
  const context = await from.newContext({
    viewport,
    ...mobile,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  return context.newPage();
}

async function allPages(page: Page, address: string): Promise<WalkedPage[]> {
  const portal = await portalWalk(page.request, address);
  return [...portal, ...(await deskWalk(page.request, address))];
}
