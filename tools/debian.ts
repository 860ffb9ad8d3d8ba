import { spawnSync } from 'node:child_process';

/**
 * Makes sure that programs are there: installs their Debian packages when we are root, else says
 * which packages are missing and ends the program with exit code 2.
 */
export function ensurePrograms(programs: readonly string[], packages: readonly string[]): void {
  const isThere = (): boolean => programs.every((program) => programAt(program) !== null);
  if (isThere()) return;
  const names = packages.join(' ');
  if (process.getuid?.() !== 0) {
    console.error(`测试需要 Debian 软件包 ${packages.join('、')}。请执行 sudo apt-get install ${names} 后重试。
The tests need the Debian packages ${packages.join(', ')}. Run sudo apt-get install ${names}, then try again.`);
    process.exit(2);
  }
  console.log(`installing ${names}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], {
    stdio: 'inherit',
    env: environment,
  });
  if (isThere()) return;
  console.error(
    `${names} 未能安装，请查看上面的 apt 输出。 ${names} could not be installed; see the apt output above.`,
  );
  process.exit(2);
}

/** Path of a program, or null when there is none of that name. */
export function programAt(program: string): string | null {
  const { stdout, status } = spawnSync('sh', ['-c', `command -v ${program}`], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
