import { ensurePrograms, programAt } from './debian.ts';

const PACKAGES = ['chromium', 'fonts-noto-cjk'];

/** Path of Debian's Chromium for the browser tests, installed with its fonts where that is possible. */
export function ensureChromium(): string {
  const given = process.env['CHROMIUM_BIN'];
  if (given) return given;
  ensurePrograms(['chromium'], PACKAGES);
  return programAt('chromium') ?? '';
}
