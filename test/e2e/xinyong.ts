import { execFile } from 'node:child_process';

export interface Ran {
  readonly exit: number;
  readonly output: string;
}

/** Runs a command of the program. */
export function xinyong(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    execFile('./xinyong', [...args], { maxBuffer: 2 ** 26 }, (error, stdout) => {
      resolve({ exit: error ? Number(error.code) : 0, output: stdout });
    });
  });
}
