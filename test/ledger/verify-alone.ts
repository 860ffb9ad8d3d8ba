import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const TOOL = fileURLToPath(new URL('../../tools/verify-ledger.mjs', import.meta.url));

export interface Verdict {
  readonly exitCode: number | null;
  readonly code?: string;
  readonly words?: string;
  readonly whole: boolean;
  readonly size?: number;
}

/** Runs the stand-alone verifier as an outsider would and reads its answer. */
export function verifyAlone(...args: readonly string[]): Verdict {
  const { status, stdout } = spawnSync(process.execPath, [TOOL, ...args, '--json'], {
    encoding: 'utf8',
    env: {},
  });
  return { exitCode: status, ...(JSON.parse(stdout) as Omit<Verdict, 'exitCode'>) };
}
