import { isIP } from 'node:net';
import type { Config } from '../../platform/config.ts';
import { defineProblems } from '../../platform/problem.ts';

const problem = defineProblems({
  EXPOSED_DEMONSTRATION: {
    status: 503,
    zh: '演示账号只能在本机使用，不能监听 {host}。请去掉主机设置，或用 --demo none 启动正式实例。',
    en: 'Demonstration accounts work on this machine only, not on {host}. Drop the host setting, or start a real instance by --demo none.',
  },
  EXPOSED_WITHOUT_TLS: {
    status: 503,
    zh: '监听 {host} 前须有加密：请在前面设反向代理，并用 XINYONG_TRUSTED_PROXY 写明其地址。',
    en: 'Before listening on {host}, put a reverse proxy with TLS in front and name its address in XINYONG_TRUSTED_PROXY.',
  },
  TRUSTED_PROXY_INVALID: {
    status: 503,
    zh: 'XINYONG_TRUSTED_PROXY 的值“{value}”不是地址。请写反向代理的 IP 地址或网段，多个用逗号分开。',
    en: 'XINYONG_TRUSTED_PROXY “{value}” is no address. Give the IP addresses or networks of the reverse proxy, separated by commas.',
  },
});

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Addresses whose forwarding headers are believed; empty when no proxy is named. Throws TRUSTED_PROXY_INVALID. */
export function trustedProxies(environment: NodeJS.ProcessEnv = process.env): string[] {
  const value = environment['XINYONG_TRUSTED_PROXY'] ?? '';
  const parts = value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const [address = '', bits] = part.split('/');
    const width = isIP(address) === 4 ? 32 : 128;
    const valid =
      isIP(address) !== 0 &&
      (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= width && Number(bits) > 0));
    if (!valid) throw problem('TRUSTED_PROXY_INVALID', { value: part });
  }
  return parts;
}

/**
 * Refuses to be reachable from elsewhere with demonstration accounts, or without a TLS proxy in
 * front (D17). Behind a named proxy demonstration accounts are refused too: it may be public.
 */
export function assertSafeExposure(
  config: Pick<Config, 'host' | 'demonstration'>,
  environment: NodeJS.ProcessEnv = process.env,
): void {
  const proxies = trustedProxies(environment);
  const exposed = !isLoopback(config.host) || proxies.length > 0;
  if (exposed && config.demonstration !== 'none')
    throw problem('EXPOSED_DEMONSTRATION', { host: config.host });
  if (!isLoopback(config.host) && proxies.length === 0)
    throw problem('EXPOSED_WITHOUT_TLS', { host: config.host });
}
