import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems({
  NOT_SIGNED_IN: {
    status: 401,
    zh: '请先登录，或出示接口密钥。',
    en: 'Sign in first, or present an interface key.',
  },
  SECOND_FACTOR_NEEDED: {
    status: 401,
    zh: '请先输入动态验证码，完成第二步验证。',
    en: 'Enter the one-time code to finish signing in.',
  },
  SECOND_FACTOR_FAILED: {
    status: 401,
    zh: '动态验证码不正确，或者已经用过。请等待下一个验证码后重试。',
    en: 'The one-time code is wrong or was already used. Wait for the next one and try again.',
  },
  SIGN_IN_FAILED: {
    status: 401,
    zh: '账号、密码或验证码不正确。请核对后重试；忘记密码请联系本单位主联络员。',
    en: 'Account, password or code is wrong. Check and try again; if forgotten, ask your main liaison officer.',
  },
  SIGN_IN_WAIT: {
    status: 429,
    zh: '尝试次数过多，请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Try again in {seconds} seconds.',
  },
  CSRF_REFUSED: {
    status: 403,
    zh: '页面已过期，这次操作没有执行。请刷新页面后重试。',
    en: 'The page is out of date and nothing was done. Reload it and try again.',
  },
  FORBIDDEN: {
    status: 403,
    zh: '您的角色不能“{permission}”。需要时请联系本单位主联络员或信用中心。',
    en: 'Your role may not: {permissionEn}. Ask your main liaison officer or the credit centre.',
  },
  SCOPE_MISSING: {
    status: 403,
    zh: '该接口密钥没有“{scope}”权限。请由本单位主联络员新建含此权限的密钥。',
    en: 'This key lacks the scope {scope}. Ask the main liaison officer for a key that has it.',
  },
  KEY_REFUSED: {
    status: 401,
    zh: '接口密钥无效、已过期或已吊销。请联系本单位主联络员。',
    en: 'The interface key is invalid, expired or revoked. Ask your main liaison officer.',
  },
  UNLISTED_PERMISSION: {
    status: 403,
    zh: '权限“{permission}”未列入权限表，一律拒绝。',
    en: 'The permission {permission} is not in the table and is refused for everybody.',
  },
  PURPOSE_REQUIRED: {
    status: 422,
    zh: '查看非公开信息须填写用途（请求头 X-Purpose，百分号编码的 UTF-8，2 至 200 字）。',
    en: 'Reading non-public data needs a purpose (header X-Purpose, percent-encoded UTF-8, 2 to 200 characters).',
  },
  READING_NOT_LOGGED: {
    status: 500,
    zh: '本次查询未能留下查询记录，因此没有返回内容。请将参考号告知系统管理员。',
    en: 'This reading could not be logged, so nothing was returned. Tell the system administrator the reference.',
  },
  ACCOUNT_NOT_FOUND: {
    status: 404,
    zh: '没有账号“{account}”，或已停用。请核对账号名称。',
    en: 'There is no account “{account}”, or it is disabled. Check the name.',
  },
});
