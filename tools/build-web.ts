// Builds the portal (for the browser and for the server) and the desk; unchanged sources are not built again.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const SELF = fileURLToPath(import.meta.url);
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = 'stamp';

interface Face {
  readonly name: string;
  readonly zh: string;
  /** Everything outside its own folder that its pages are made of. */
  readonly shared: readonly string[];
  /** Where each build of it goes inside `dist`, and whether it is for the server. */
  readonly builds: readonly { readonly folder: string; readonly server: boolean }[];
}

const faces: readonly Face[] = [
  {
    name: 'portal',
    zh: '公示网站',
    shared: [
      'web/shared',
      'server/modules/publication/answers.ts',
      'server/modules/ledger/note-text.ts',
      'server/modules/ledger/proof-way.ts',
      'server/platform/plain-date.ts',
    ],
    builds: [
      { folder: 'client', server: false },
      { folder: 'server', server: true },
    ],
  },
  {
    name: 'desk',
    zh: '工作台',
    shared: ['web/shared', 'server/platform/plain-date.ts'],
    builds: [{ folder: '', server: false }],
  },
];

/**
 * Builds every face, or the one named, whose sources differ from the stamp of its last build. `say` gets one line per
 * face built. A build that fails leaves the last good one in place and throws.
 */
export async function buildPages(say: (line: string) => void, only?: string): Promise<void> {
  for (const face of faces) {
    if (only !== undefined && face.name !== only) continue;
    const folder = join(ROOT, 'web', face.name);
    if (!existsSync(join(folder, 'vite.config.ts'))) continue;
    const stamp = stampOf(face, folder);
    const stampFile = join(folder, 'dist', STAMP);
    if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) continue;
    say(`正在构建${face.zh}页面…… Building the ${face.name} pages …`);
    await buildApart(face);
    writeFileSync(stampFile, stamp);
  }
}

/** In a process of its own: the builder needs hundreds of MB, and a server that had them kept them. */
async function buildApart({ name }: Face): Promise<void> {
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = spawn(process.execPath, [SELF, name], { stdio: [...stdio] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the ${name} pages could not be built`);
}

async function buildFace(face: Face): Promise<void> {
  const { build } = await import('vite');
  const folder = join(ROOT, 'web', face.name);
  const made = mkdtempSync(join(tmpdir(), `xinyong-${face.name}-`));
  try {
    for (const one of face.builds) {
      await build({
        root: folder,
        configFile: join(folder, 'vite.config.ts'),
        mode: 'production',
        logLevel: 'error',
        build: {
          outDir: join(made, one.folder),
          emptyOutDir: false,
          ...(one.server ? { ssr: true } : {}),
        },
      });
    }
    for (const { folder: inside, server } of face.builds)
      if (!server) packAssets(join(made, inside));
    const dist = join(folder, 'dist');
    rmSync(dist, { recursive: true, force: true });
    cpSync(made, dist, { recursive: true });
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

/** Puts packed copies beside what browsers load, so that serving them costs nothing. */
function packAssets(folder: string): void {
  for (const file of filesBelow(folder).filter((path) => /\.(?:js|css|svg)$/.test(path))) {
    const bytes = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(bytes));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** Digest of all sources, of the lock file and of this builder: the same sources never build twice. */
function stampOf(face: Face, folder: string): string {
  const digest = createHash('sha256');
  const sources = [
    folder,
    ...face.shared.map((path) => join(ROOT, path)),
    join(ROOT, 'package-lock.json'),
    SELF,
  ];
  for (const file of sources.flatMap(filesBelow).toSorted()) {
    digest.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return digest.digest('hex');
}

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!path.endsWith('.json') && !/\.[a-z]+$/.test(path)) {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.name === 'dist'
        ? []
        : entry.isDirectory()
          ? filesBelow(join(path, entry.name))
          : [join(path, entry.name)],
    );
  }
  return [path];
}

if (process.argv[1] === SELF) {
  const face = faces.find(({ name }) => name === process.argv[2]);
  // Whoever waits for a face is gone: the next start builds it, and not beside us.
  process.once('disconnect', () => process.exit(1));
  await (face ? buildFace(face) : buildPages((line) => console.log(line)));
  process.exit(0);
}
