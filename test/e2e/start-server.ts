import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_SECONDS = 180;

/** Starts the real program on a free port with a fresh data folder and the small demonstration. */
export default async function startServer(): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-e2e-data-'));
  chmodSync(folder, 0o711);
  const server = spawn('node', ['server/cli.ts', 'start', '--port', '0', '--data', folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.env['XINYONG_BASE_URL'] = await address(server);
  process.env['XINYONG_E2E_DATA'] = folder;
  return async () => {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
}

function address(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let portal: string | undefined;
    const timer = setTimeout(
      () => reject(new Error(`the server was not ready:\n${text}`)),
      READY_SECONDS * 1000,
    );
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}:\n${text}`)));
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      portal ??= /Portal\s+(http:\/\/\S+)\//.exec(text)?.[1];
      if (portal && text.includes('Ctrl-C')) {
        clearTimeout(timer);
        resolve(portal);
      }
    });
  });
}
