import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Built twice by tools/build-web.ts: for the browser, and as `render` for the server. */
export default defineConfig(({ isSsrBuild }) => ({
  root: here,
  base: '/assets/portal/',
  plugins: [react()],
  publicDir: isSsrBuild ? (false as const) : ('public' as const),
  define: { 'process.env.NODE_ENV': JSON.stringify('production') },
  // React goes into the server file too, in its production build.
  ssr: { noExternal: true as const },
  build: {
    outDir: isSsrBuild ? 'dist/server' : 'dist/client',
    emptyOutDir: true,
    manifest: isSsrBuild ? false : 'manifest.json',
    assetsDir: '.',
    // The last browser for Windows 7, still met in offices.
    target: isSsrBuild ? 'node24' : ['chrome109', 'safari15.4'],
    modulePreload: { polyfill: false },
    minify: !isSsrBuild,
    reportCompressedSize: false,
    rolldownOptions: {
      // One script for each language, so that a page loads the texts of its own only.
      input: (isSsrBuild ? ['entry-server.tsx'] : ['entry-zh-CN.ts', 'entry-en-US.ts']).map(
        (name) => `${here}${name}`,
      ),
    },
  },
}));
