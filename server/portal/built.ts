import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Assets, Page, PageData } from '../../web/portal/page-data.ts';
import type { Locale } from '../../web/shared/i18n/index.ts';

/** Where the build puts the portal; its assets are served below ASSETS. */
export const BUILT = fileURLToPath(new URL('../../web/portal/dist/', import.meta.url));
export const ASSETS = '/assets/portal/';
const ENTRY: Readonly<Record<Locale, string>> = {
  'zh-CN': 'entry-zh-CN.ts',
  'en-US': 'entry-en-US.ts',
};

/** The built pages: data in, document out. */
export interface Renderer {
  render(data: PageData): string;
  /** What search engines are told about a page; null = nothing special. */
  robotsOf(content: Page): string | null;
  /** The page shown without a connection. */
  offline(demonstration: boolean): string;
  /** Addresses of all scripts and styles. */
  readonly files: readonly string[];
}

interface ServerEntry {
  render(data: PageData, assets: Assets): string;
  offline(demonstration: boolean, styles: readonly string[]): string;
  robotsOf(content: Page): string | null;
}

type Manifest = Readonly<Record<string, Chunk | undefined>>;
interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

/** Loads the built pages once; null while they have not been built. */
export function rendererOf(folder: string = BUILT): () => Promise<Renderer | null> {
  let loaded: Promise<Renderer> | null = null;
  return async () => {
    if (loaded === null) {
      if (!existsSync(join(folder, 'server', 'entry-server.js'))) return null;
      loaded = load(folder);
    }
    return loaded;
  };
}

async function load(folder: string): Promise<Renderer> {
  const entry = (await import(
    pathToFileURL(join(folder, 'server', 'entry-server.js')).href
  )) as ServerEntry;
  const manifest = JSON.parse(
    readFileSync(join(folder, 'client', 'manifest.json'), 'utf8'),
  ) as Manifest;
  const assets = { 'zh-CN': assetsOf(manifest, 'zh-CN'), 'en-US': assetsOf(manifest, 'en-US') };
  return {
    render: (data) => entry.render(data, assets[data.frame.locale]),
    robotsOf: (content) => entry.robotsOf(content),
    offline: (demonstration) => entry.offline(demonstration, assets['zh-CN'].styles),
    files: [
      ...new Set(
        Object.values(assets).flatMap((own) => [own.script, ...own.imports, ...own.styles]),
      ),
    ],
  };
}

/** The script of a language with everything it imports, so that a browser asks for all of it at once. */
function assetsOf(manifest: Manifest, locale: Locale): Assets {
  const reached = new Set<string>();
  const reach = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    chunk(name).imports?.forEach(reach);
  };
  const chunk = (name: string): Chunk => {
    const found = manifest[name];
    if (!found) throw new Error(`${name} is not in the manifest of the portal`);
    return found;
  };
  reach(ENTRY[locale]);
  const [first, ...others] = [...reached].map(chunk);
  const address = (file: string): string => `${ASSETS}${file}`;
  return {
    script: address(first?.file ?? ''),
    imports: others.map(({ file }) => address(file)),
    styles: [...reached].flatMap((name) => chunk(name).css ?? []).map(address),
  };
}
