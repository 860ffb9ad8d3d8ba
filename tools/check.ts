// `npm run check`: every static check; prints a line for each and exits 1 when one is red.
import { spawn } from 'node:child_process';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const checks: readonly Check[] = [
  { name: 'types (server)', command: ['tsc', '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'types (web)', command: ['tsc', '--noEmit', '-p', 'web/tsconfig.json'] },
  { name: 'lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'format', command: ['oxfmt', '--check', '.'] },
  {
    name: 'module arrows',
    command: [
      'depcruise',
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'err',
      'server',
      'web',
      'tools',
    ],
  },
  { name: 'policy', command: ['node', 'tools/policy-check.ts'] },
  { name: 'database types', command: ['node', 'tools/db-types.ts', '--check'] },
  { name: 'API document', command: ['node', 'tools/openapi.ts', '--check'] },
  { name: 'API types', command: ['node', 'tools/api-types.ts', '--check'] },
  { name: 'permissions document', command: ['node', 'tools/permissions-doc.ts', '--check'] },
  { name: 'performance document', command: ['node', 'tools/performance-doc.ts', '--check'] },
  { name: 'packages and licences', command: ['node', 'tools/sbom.ts', '--check'] },
];

const AT_ONCE = 2;
const queue = [...checks];
let red = 0;
await Promise.all(Array.from({ length: AT_ONCE }, worker));
process.exitCode = red > 0 ? 1 : 0;

async function worker(): Promise<void> {
  for (let next = queue.shift(); next; next = queue.shift()) {
    const began = performance.now();
    const { status, output } = await runOne(next);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok ' : 'RED'} ${next.name} (${seconds} s)`);
    if (status !== 0) {
      red += 1;
      console.log(output);
    }
  }
}

function runOne({
  command: [program, ...args],
}: Check): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: 2, output: String(error) }));
    child.on('close', (code) => resolve({ status: code ?? 2, output }));
  });
}
