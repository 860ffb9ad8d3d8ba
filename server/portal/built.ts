import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Assets, Page, PageData } from '../../web/portal/page-data.ts';

/** Where the build puts the portal; its assets are served below ASSETS. */
export const BUILT = fileURLToPath(new URL('../../web/portal/dist/', import.meta.url));
export const ASSETS = '/assets/portal/';
const ENTRY = 'entry-client.tsx';

/** The built pages: data in, document out. */
export interface Renderer {
  render(data: PageData): string;
  /** What search engines are told about a page; null = nothing special. */
  robotsOf(content: Page): string | null;
}

interface ServerEntry {
  render(data: PageData, assets: Assets): string;
  robotsOf(content: Page): string | null;
}

type Manifest = Readonly<
  Record<string, { readonly file: string; readonly css?: readonly string[] } | undefined>
>;

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
  const client = manifest[ENTRY];
  if (!client) throw new Error(`${ENTRY} is not in the manifest of the portal`);
  const assets: Assets = {
    script: `${ASSETS}${client.file}`,
    styles: (client.css ?? []).map((file) => `${ASSETS}${file}`),
  };
  return {
    render: (data) => entry.render(data, assets),
    robotsOf: (content) => entry.robotsOf(content),
  };
}
