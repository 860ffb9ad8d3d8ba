import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

/** What the thread is asked for: the data of a report and the moment that stands in the file. */
export interface RenderRequest {
  readonly id: number;
  readonly data: string;
  readonly at: number;
}

export type RenderAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  | { readonly id: number; readonly fault: string };

const FONTS = [
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
];
const STANDARD = 'a-2b';
/** Compilations after which what the compiler remembers of one is forgotten. */
const MEMORY = 3;

const require = createRequire(import.meta.url);
const source = readFileSync(new URL('./report.typ', import.meta.url), 'utf8');
const compiler = NodeCompiler.create({
  workspace: fileURLToPath(new URL('.', import.meta.url)),
  fontArgs: [{ fontBlobs: FONTS.map((font) => readFileSync(require.resolve(font))) }],
});

parentPort?.on('message', ({ id, data, at }: RenderRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(answer(id, data, at));
});

function answer(id: number, data: string, at: number): RenderAnswer {
  try {
    const pdf = compiler.pdf(
      { mainFileContent: source, inputs: { data } },
      { pdfStandard: STANDARD, creationTimestamp: at },
    );
    compiler.evictCache(MEMORY);
    return { id, pdf };
  } catch (error) {
    return { id, fault: faultText(error) };
  }
}

/** The compiler's errors carry their text in `code`; the message may be empty. */
function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, 'code' in error ? String(error.code) : ''].filter(Boolean).join(' ');
}
