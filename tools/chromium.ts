import { spawnSync } from 'node:child_process';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/**
 * Path of Debian's Chromium for the browser tests; installs it when we are root, else says
 * which packages are missing and ends the program with exit code 2.
 */
export function ensureChromium(): string {
  const found = find();
  if (found) return found;
  if (process.getuid?.() !== 0) {
    console.error(`浏览器测试需要 Debian 软件包 ${PACKAGES.join('、')}。请执行 sudo apt-get install ${PACKAGES.join(' ')} 后重试。
The browser tests need the Debian packages ${PACKAGES.join(', ')}. Run sudo apt-get install ${PACKAGES.join(' ')}, then try again.`);
    process.exit(2);
  }
  console.log(`installing ${PACKAGES.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env: environment });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES], {
    stdio: 'inherit',
    env: environment,
  });
  const installed = find();
  if (!installed) {
    console.error(
      'Chromium 未能安装，请查看上面的 apt 输出。 Chromium could not be installed; see the apt output above.',
    );
    process.exit(2);
  }
  return installed;
}

function find(): string | null {
  const given = process.env['CHROMIUM_BIN'];
  if (given) return given;
  const { stdout, status } = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
