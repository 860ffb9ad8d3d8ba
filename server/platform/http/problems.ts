import { defineProblems } from '../problem.ts';

export const problem = defineProblems({
  INVALID_INPUT: {
    status: 400,
    zh: '请求中有 {count} 处内容不符合要求，请按 fieldErrors 逐项改正后重试。',
    en: 'The request has {count} values that do not fit. Correct each of fieldErrors and try again.',
  },
  BODY_UNREADABLE: {
    status: 400,
    zh: '请求内容不是有效的 JSON。请检查格式后重试。',
    en: 'The body is not valid JSON. Check its form and try again.',
  },
  UNSUPPORTED_MEDIA: {
    status: 415,
    zh: '不支持这种内容类型。请用 application/json；上传文件请用 multipart/form-data。',
    en: 'This content type is not supported. Use application/json, or multipart/form-data for files.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    zh: '请求内容超过 1 MB。请分批提交。',
    en: 'The body is larger than 1 MB. Send it in parts.',
  },
  FILE_TOO_LARGE: {
    status: 413,
    zh: '文件超过 {limit} MB，没有接收。请拆分成几个文件后分别上传。',
    en: 'The file is larger than {limit} MB and was not received. Split it and upload the parts.',
  },
  FILE_MISSING: {
    status: 400,
    zh: '没有收到文件。请在名为 file 的表单项中上传一个文件。',
    en: 'No file was received. Upload one file in the form field “file”.',
  },
  FORM_TOO_LARGE: {
    status: 413,
    zh: '表单项过多或过长，或不止一个文件。请每次上传一个文件。',
    en: 'The form has too many or too long fields, or more than one file. Upload one file at a time.',
  },
  NOT_FOUND: {
    status: 404,
    zh: '没有这个地址。请核对后重试。',
    en: 'There is no such address. Check it and try again.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '请求过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Try again in {seconds} seconds.',
  },
  REQUEST_REFUSED: {
    status: 400,
    zh: '服务器无法处理这个请求。请检查后重试。',
    en: 'The server cannot handle this request. Check it and try again.',
  },
  DATABASE_AWAY: {
    status: 503,
    zh: '数据库暂时连不上，系统正在自动恢复，此前已保存的内容不受影响。请稍后重试。',
    en: 'The database cannot be reached and is being recovered; what was saved before is safe. Try again later.',
  },
  TOO_BUSY: {
    status: 503,
    zh: '系统正忙，请在 {seconds} 秒后重试。',
    en: 'The system is busy. Try again in {seconds} seconds.',
  },
  INTERNAL: {
    status: 500,
    zh: '系统出错，操作没有完成。请稍后重试；仍不成功时，请将参考号 {reference} 告知系统管理员。',
    en: 'Something went wrong and the operation was not completed. Try again later; if it fails again, tell the system administrator the reference {reference}.',
  },
  KEY_MALFORMED: {
    status: 400,
    zh: 'Idempotency-Key 须为 8 至 128 个可见的 ASCII 字符。请更换后重试。',
    en: 'Idempotency-Key must be 8 to 128 visible ASCII characters. Change it and try again.',
  },
});
