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
  ACCOUNT_EXISTS: {
    status: 409,
    zh: '账号“{account}”已存在。请换一个名称。',
    en: 'The account “{account}” exists. Choose another name.',
  },
  ORGANISATION_UNKNOWN: {
    status: 422,
    zh: '单位名录中没有代码“{organisation}”。请从名录中选择。',
    en: 'The register has no organisation “{organisation}”. Choose one from it.',
  },
  NO_CREDIT_CENTRE: {
    status: 503,
    zh: '单位名录中没有信用中心，无法建立首个管理员。请在 policy/organisations 中补上。',
    en: 'The register of organisations has no credit centre, so no first administrator can be made. Add it in policy/organisations.',
  },
  NOT_ONESELF: {
    status: 409,
    zh: '不能对自己的账号做这项操作。请由另一位管理员办理。',
    en: 'This cannot be done to your own account. Ask another administrator.',
  },
  TWO_PERSONS_NEEDED: {
    status: 409,
    zh: '批准人不能是发起人或账号本人。请由另一位有权人员批准。',
    en: 'The approver may be neither the requester nor the owner. Ask another authorised person.',
  },
  RESET_NOT_FOUND: {
    status: 404,
    zh: '没有这项重置申请，或已经批准。请重新发起。',
    en: 'There is no such request, or it was approved already. Ask again.',
  },
  SET_BACK_NOT_FOUND: {
    status: 404,
    zh: '没有这项待确认的发现，或已经两人确认。请刷新页面。',
    en: 'There is no such finding waiting, or two persons acknowledged it already. Reload the page.',
  },
  ACKNOWLEDGED_BY_YOU: {
    status: 409,
    zh: '您已经确认过这项发现，须由另一位负责人确认。',
    en: 'You acknowledged this finding already; another person must be the second.',
  },
  ONE_TIME_CODE_FAILED: {
    status: 401,
    zh: '账号或一次性代码不正确，或已过期。请向安全管理员索取新代码。',
    en: 'Account or one-time code is wrong or expired. Ask the security administrator for a new one.',
  },
  PASSWORD_WEAK: {
    status: 422,
    zh: '密码须为 10 至 128 个字符，至少 5 种不同字符，且不含账号名称。请换一个密码。',
    en: 'A password needs 10 to 128 characters, at least five different, without the account name. Choose another.',
  },
  KEY_LIFETIME: {
    status: 422,
    zh: '接口密钥的有效期须为 1 至 {days} 天。',
    en: 'A key lives 1 to {days} days.',
  },
  KEY_NOT_FOUND: {
    status: 404,
    zh: '本单位没有有效的接口密钥“{key}”。请刷新列表。',
    en: 'Your organisation has no live key “{key}”. Reload the list.',
  },
  CURSOR_INVALID: {
    status: 400,
    zh: '翻页标记无效。请从第一页重新开始。',
    en: 'The paging mark is invalid. Start again from the first page.',
  },
  KEY_REUSED: {
    status: 422,
    zh: '同一个 Idempotency-Key 已用于另一个请求。请为新请求换一个键。',
    en: 'This Idempotency-Key was used for another request. Take a new key for a new request.',
  },
  DONE_BEFORE: {
    status: 409,
    zh: '这个请求此前已经办成，只是结果没有送达；没有重复办理。请刷新后查看结果。',
    en: 'This request was already done, only its answer was lost; nothing was done twice. Reload to see the result.',
  },
  REQUEST_RUNNING: {
    status: 409,
    zh: '同一请求正在处理。请稍后用同一个 Idempotency-Key 重试。',
    en: 'The same request is still running. Try again shortly with the same Idempotency-Key.',
  },
});
