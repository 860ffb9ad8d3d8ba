// How soon a page is there. Portal: the running demonstration in Chromium on a phone's screen, with
// slow 4G (1.6 Mbit/s, 150 ms) and the processor slowed four times, nothing cached: largest paint,
// what moves afterwards, bytes of script as they go over the line. Desk: a signed-in officer on a
// desktop without a brake, from the call of the address until his catalogue stands there. Each page
// is opened anew for every round; the slowest median of all pages is the figure.
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import config from '../playwright.config.ts';
import { newFolder, remove, startProgram } from '../test/start/program.ts';
import { ensureChromium } from '../tools/chromium.ts';
import { median, type Benchmark, type BenchOptions, type Outcome } from './frame.ts';
import { tidyWhenStopped } from './measure.ts';

const MUST = { paintMs: 2500, shift: 0.02, scriptKiB: 150, deskMs: 2000 };
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1366, height: 900 };
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
const SLOWER = 4;
/** What still comes after the page has loaded, such as a late shift, comes in this time. */
const SETTLE_MS = 1000;
const ACCOUNT = 'shichangjianguan';

/** What one opening of a portal page came to. */
interface Opening {
  readonly paintMs: number;
  readonly shift: number;
  readonly scriptKiB: number;
}

/** First paint of portal and desk. */
export const benchmark: Benchmark = {
  name: 'first-paint',
  must: `portal: largest paint ≤ ${MUST.paintMs} ms at slow 4G and CPU ÷ ${SLOWER}, shift ≤ ${MUST.shift}, script ≤ ${MUST.scriptKiB} KiB; desk: useful paint ≤ ${MUST.deskMs} ms`,
  scale: { of: 'rounds', full: 5, smoke: 1 },
  pairs: 1,
  async run(options) {
    const folder = newFolder();
    tidyWhenStopped(folder);
    const demo = options.smoke ? ['--demo', 'empty'] : [];
    const program = await startProgram([...demo, '--data', join(folder, 'data')]);
    const browser = await launch();
    try {
      return await measured(browser, program.address, options);
    } finally {
      await browser.close();
      program.signal('SIGTERM');
      await program.ended();
      await remove(folder);
    }
  },
};

function launch(): Promise<Browser> {
  const { launchOptions } = config.use ?? {};
  return chromium.launch({ ...launchOptions, executablePath: ensureChromium() });
}

async function measured(
  browser: Browser,
  address: string,
  { scale, smoke, say }: BenchOptions,
): Promise<Outcome> {
  const began = performance.now();
  const worst = { paintMs: 0, shift: 0, scriptKiB: 0 };
  const paints: number[] = [];
  const paths = [...(await pathsOfAnItem(browser, address)), '/', '/verify'];
  for (const path of paths) {
    const openings: Opening[] = [];
    for (let round = 0; round < scale; round += 1)
      openings.push(await openOnPhone(browser, `${address}${path}`));
    const of = (key: keyof Opening): number => median(openings.map((opening) => opening[key]));
    say(`${path}: paint ${of('paintMs')} ms, shift ${of('shift')}, script ${of('scriptKiB')} KiB`);
    paints.push(of('paintMs'));
    for (const key of ['paintMs', 'shift', 'scriptKiB'] as const)
      worst[key] = Math.max(worst[key], of(key));
  }
  const desk: number[] = [];
  for (let round = 0; round < scale; round += 1) desk.push(await openDesk(browser, address));
  const deskMs = Math.round(median(desk));
  say(`desk: ${deskMs} ms`);
  const openings = (paints.length + 1) * scale;
  const seconds = (performance.now() - began) / 1000;
  return {
    n: openings,
    unit: 'openings',
    wall_s: [Math.round(seconds * 10) / 10],
    per_s: Math.round((openings / seconds) * 100) / 100,
    quality: { ...worst, deskMs },
    right: worst.scriptKiB > 0 && Math.min(...paints) > 0 && (smoke || paths.length > 2),
    reached:
      worst.paintMs <= MUST.paintMs &&
      worst.shift <= MUST.shift &&
      worst.scriptKiB <= MUST.scriptKiB &&
      deskMs <= MUST.deskMs,
  };
}

/** A search, the unit with the newest penalty, and that penalty; none while nothing is shown. */
async function pathsOfAnItem(browser: Browser, address: string): Promise<string[]> {
  const context = await browser.newContext();
  const answer = await context.request.get(`${address}/api/v1/public/newest`);
  const { items } = (await answer.json()) as {
    items: { publicId: string; negative: boolean; subject: { uscc: string; name: string } }[];
  };
  await context.close();
  const item = items.find(({ negative }) => negative) ?? items[0];
  if (!item) return [];
  const subject = `/e/${item.subject.uscc}`;
  const part = encodeURIComponent(item.subject.name.slice(-6));
  return [`/search?q=${part}`, subject, `${subject}/r/${item.publicId}`];
}

async function openOnPhone(browser: Browser, url: string): Promise<Opening> {
  const context = await browser.newContext({
    viewport: PHONE,
    isMobile: true,
    deviceScaleFactor: 2,
    locale: 'zh-CN',
  });
  try {
    const page = await context.newPage();
    await slowDown(context, page);
    await page.addInitScript(watchPaint);
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(SETTLE_MS);
    return await page.evaluate<Opening>(readPaint);
  } finally {
    await context.close();
  }
}

async function slowDown(context: BrowserContext, page: Page): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW_4G);
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
}

const watchPaint = `
  globalThis.seen = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paint = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });`;
const readPaint = `({
  paintMs: Math.round(seen.paint),
  shift: Math.round(seen.shift * 1000) / 1000,
  scriptKiB: Math.round(performance.getEntriesByType('resource')
    .filter((entry) => entry.name.endsWith('.js'))
    .reduce((sum, entry) => sum + entry.transferSize, 0) / 102.4) / 10,
})`;

/** Milliseconds until a signed-in officer sees the classes he reports, with nothing kept from before. */
async function openDesk(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'zh-CN' });
  try {
    const session = `${address}/api/v1/session`;
    const shown = (await (await context.request.get(session)).json()) as {
      demonstration: { password: string; code: string } | null;
    };
    const { password, code } = shown.demonstration ?? { password: '', code: '' };
    await context.request.post(session, { data: { account: ACCOUNT, password, code } });
    const page = await context.newPage();
    const began = performance.now();
    await page.goto(`${address}/desk/`);
    await page.locator('main table tbody tr').nth(1).waitFor();
    return performance.now() - began;
  } finally {
    await context.close();
  }
}
