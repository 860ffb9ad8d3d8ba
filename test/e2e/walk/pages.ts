import { readFileSync, globSync } from 'node:fs';
import type { APIRequestContext } from '@playwright/test';

/** A page to be walked. */
export interface WalkedPage {
  /** Route it is an example of, as the source has it. */
  readonly route: string;
  readonly path: string;
  /** Account of the demonstration that opens it; nobody for the portal. */
  readonly as?: string;
}

const OFFICER = 'shichangjianguan';
const REVIEWER = 'shichangjianguan-fuhe';
const CENTRE = 'zhengxin-shenhe';
const AUDITOR = 'zhengxin-shenji';

interface ShownItem {
  readonly publicId: string;
  readonly negative: boolean;
  readonly subject: { readonly uscc: string; readonly name: string };
}

/** A shown penalty of the demonstration district, with its subject. */
async function shownPenalty(request: APIRequestContext, base: string): Promise<ShownItem> {
  const answer = await request.get(`${base}/api/v1/public/newest`);
  const { items } = (await answer.json()) as { items: ShownItem[] };
  const found = items.find(({ negative }) => negative) ?? items[0];
  if (!found) throw new Error('the demonstration shows nothing');
  return found;
}

/** Every page of the portal, and the answers a visitor meets when he asks for what is not there. */
export async function portalWalk(request: APIRequestContext, base: string): Promise<WalkedPage[]> {
  const { publicId, subject } = await shownPenalty(request, base);
  const part = encodeURIComponent(subject.name.slice(-4));
  return [
    { route: '/', path: '/' },
    { route: '/search', path: `/search?q=${part}` },
    { route: '/search', path: '/search?q=%25' },
    { route: '/search', path: '/search?q=610298190001010019' },
    { route: '/e/:uscc', path: `/e/${subject.uscc}` },
    { route: '/e/:uscc/s/:section', path: `/e/${subject.uscc}/s/administration` },
    { route: '/e/:uscc/r/:id', path: `/e/${subject.uscc}/r/${publicId}` },
    { route: '/double', path: '/double' },
    { route: '/double', path: '/double?from=2099-01-01' },
    { route: '/open', path: '/open' },
    { route: '/lists', path: '/lists' },
    { route: '/lists/:type', path: '/lists/severe' },
    { route: '/verify', path: '/verify' },
    { route: '/verify/:number', path: '/verify/WY-2026-00000000' },
    { route: '/ledger', path: '/ledger' },
    { route: '/policies', path: '/policies' },
    { route: '/policies', path: '/policies?q=查无此文' },
    { route: '/policies/:id', path: '/policies/order-36' },
    { route: '/notices', path: '/notices' },
    { route: '/notices/:id', path: '/notices/2026-11-10-repair' },
    { route: '/accessibility', path: '/accessibility' },
    { route: '/help', path: '/help' },
    { route: '*', path: '/nowhere' },
  ];
}

/** Every page of the desk, each with an account whose work it is. */
export async function deskWalk(request: APIRequestContext, base: string): Promise<WalkedPage[]> {
  const { subject } = await shownPenalty(request, base);
  await signIn(request, base, OFFICER);
  const answer = await request.get(`${base}/api/v1/batches`);
  const { items } = (await answer.json()) as { items: { batchId: string }[] };
  const batch = items[0]?.batchId ?? '';
  return [
    { route: '/', path: '/desk/', as: OFFICER },
    { route: '/today', path: '/desk/today', as: OFFICER },
    { route: '/batches', path: '/desk/batches', as: OFFICER },
    { route: '/batches/$batchId', path: `/desk/batches/${batch}`, as: OFFICER },
    { route: '/records', path: '/desk/records', as: OFFICER },
    { route: '/subjects', path: '/desk/subjects?q=有限公司', as: OFFICER },
    { route: '/subjects/$uscc', path: `/desk/subjects/${subject.uscc}`, as: OFFICER },
    { route: '*', path: '/desk/nowhere', as: OFFICER },
    { route: '/classification', path: '/desk/classification', as: REVIEWER },
    { route: '/', path: '/desk/', as: CENTRE },
    { route: '/state', path: '/desk/state', as: CENTRE },
    { route: '/jobs', path: '/desk/jobs', as: 'zhengxin-xitong' },
    { route: '/quarantine', path: '/desk/quarantine', as: CENTRE },
    { route: '/doubts', path: '/desk/doubts', as: CENTRE },
    { route: '/keys', path: '/desk/keys', as: 'zhengxin-anquan' },
    { route: '/readings', path: '/desk/readings', as: AUDITOR },
    { route: '/audit', path: '/desk/audit', as: AUDITOR },
    { route: '/self-check', path: '/desk/self-check', as: AUDITOR },
  ];
}

/** Signs an account of the demonstration in; the requests that follow carry its session. */
export async function signIn(
  request: APIRequestContext,
  base: string,
  account: string,
): Promise<void> {
  const session = `${base}/api/v1/session`;
  const shown = (await (await request.get(session)).json()) as {
    demonstration: { password: string; code: string } | null;
  };
  const { password, code } = shown.demonstration ?? { password: '', code: '' };
  const answer = await request.post(session, { data: { account, password, code } });
  if (!answer.ok()) throw new Error(`${account} cannot sign in: ${answer.status()}`);
}

const ROOT = new URL('../../../', import.meta.url);

/** Addresses of pages as the portal's source has them; documents and assets are no pages. */
export function portalRoutes(): string[] {
  const sources = globSync('server/portal/*.ts', { cwd: ROOT }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  return sources.flatMap((file) =>
    [...readFileSync(new URL(file, ROOT), 'utf8').matchAll(/app\.get(?:<[^(]*>)?\(\s*'([^']+)'/g)]
      .map(([, route = '']) => route)
      .filter((route) => !/\.(?:txt|xml|json|csv|m?js|webmanifest)$/.test(route)),
  );
}

/** Addresses of pages as the desk's router has them. */
export function deskRoutes(): string[] {
  const source = readFileSync(new URL('web/desk/router.tsx', ROOT), 'utf8');
  return [...source.matchAll(/\bpath: '([^']+)'/g)].map(([, route = '']) => route);
}
