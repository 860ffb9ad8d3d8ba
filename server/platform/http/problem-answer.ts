import { Type } from '@sinclair/typebox';
import { outageOf } from '../outage.ts';
import { Problem } from '../problem.ts';
import { diskFull } from '../room.ts';
import type { Language } from './language.ts';
import { problem } from './problems.ts';
import { explain, InvalidInput } from './validation.ts';

/** Body of every refusal (RFC 9457), `application/problem+json`. */
export const ProblemBody = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable name of the refusal' }),
    detail: Type.String({ description: 'What is wrong, where, and what to do' }),
    fieldErrors: Type.Array(
      Type.Object({ field: Type.String(), code: Type.String(), message: Type.String() }),
    ),
    reference: Type.String({ description: 'Names this request in the log of the server' }),
  },
  { $id: 'Problem', description: 'A refusal' },
);

/** When to come again after an outage that passes by itself. */
const AGAIN_SECONDS = 5;

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

const titles: Readonly<Record<number, readonly [zh: string, en: string]>> = {
  400: ['请求有误', 'Bad request'],
  401: ['需要登录', 'Sign-in required'],
  403: ['没有权限', 'Not permitted'],
  404: ['没有找到', 'Not found'],
  409: ['与现状冲突', 'Conflict'],
  413: ['内容过大', 'Too large'],
  415: ['内容类型不支持', 'Unsupported type'],
  422: ['内容无法处理', 'Cannot be processed'],
  429: ['请求过于频繁', 'Too many requests'],
  500: ['系统出错', 'Internal error'],
  503: ['暂时不可用', 'Unavailable'],
};

export interface ProblemAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Readonly<Record<string, string>>;
}

/** The answer for anything that was thrown; what is not a refusal on purpose says nothing but its reference. */
export function problemAnswer(
  error: unknown,
  language: Language,
  reference: string,
): ProblemAnswer {
  const refusal = asProblem(error, language, reference);
  const title = titles[refusal.status] ?? ['未能完成', 'Not completed'];
  const seconds = refusal.detail['seconds'];
  return {
    status: refusal.status,
    headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
    body: {
      type: `urn:xinyong:problem:${refusal.code}`,
      title: language === 'en' ? title[1] : title[0],
      status: refusal.status,
      code: refusal.code,
      detail: language === 'en' ? refusal.messageEn : refusal.message,
      fieldErrors: refusal.fieldErrors,
      reference,
    },
  };
}

/** Whether the error is the program's own fault and belongs in its log. */
export function isFault(error: unknown): boolean {
  return !(error instanceof Problem) && asProblem(error, 'zh', '').status >= 500;
}

function asProblem(error: unknown, language: Language, reference: string): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidInput) {
    return problem(
      'INVALID_INPUT',
      { count: error.issues.length },
      explain(error.issues, language),
    );
  }
  const outage = outageOf(error);
  if (outage === 'DISK_FULL') return diskFull();
  if (outage) return problem(outage, { seconds: AGAIN_SECONDS });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return problem('BODY_TOO_LARGE');
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE' || code === 'FST_INVALID_MULTIPART_CONTENT_TYPE')
    return problem('UNSUPPORTED_MEDIA');
  if (code === 'FST_ERR_CTP_EMPTY_JSON_BODY' || code === 'FST_ERR_CTP_INVALID_JSON_BODY')
    return problem('BODY_UNREADABLE');
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500)
    return problem(error instanceof SyntaxError ? 'BODY_UNREADABLE' : 'REQUEST_REFUSED');
  return problem('INTERNAL', { reference });
}
