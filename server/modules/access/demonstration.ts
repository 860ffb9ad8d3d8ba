import type { Context } from '../../context.ts';

/**
 * Sign-in of every demonstration account, shown on the sign-in page. Such accounts exist only on
 * loopback with made-up data (K23); `assertSafeExposure` refuses them everywhere else.
 */
export const demonstrationSecrets = { password: 'wangyi-demo', code: '610202' } as const;

/** Whether this instance runs with demonstration accounts. */
export function isDemonstration(ctx: Pick<Context, 'config'>): boolean {
  return ctx.config.demonstration !== 'none';
}

/** Lines for the console: how a newcomer signs in. */
export function demonstrationSignIn(ctx: Context): string[] {
  if (!isDemonstration(ctx)) return [];
  const known = new Map(
    ctx.policy.organisations.accounts.map((entry) => [entry.account, entry.displayZh]),
  );
  const examples = ['shichangjianguan', 'zhengxin', 'zhengxin-shenhe'].filter((name) =>
    known.has(name),
  );
  return [
    `演示账号 Accounts：${examples.map((name) => `${name}（${known.get(name)}）`).join('、')}`,
    `所有演示账号的密码 Password：${demonstrationSecrets.password}；验证码 Code：${demonstrationSecrets.code}`,
  ];
}
