import { PolicyError } from '../modules/policy/index.ts';
import { defineProblems, Problem } from '../platform/problem.ts';

const problem = defineProblems({
  DATABASE_GONE: {
    status: 503,
    zh: '与数据库的连接中断（{reason}），本次未完成。请确认程序仍在运行，然后重试。',
    en: 'The connection to the database broke ({reason}); this was not completed. See that the program still runs, then try again.',
  },
  POLICY_UNUSABLE: {
    status: 503,
    zh: '{reason}\n请改正后重试，可用 npm run policy:check 检查。',
    en: 'The policy data cannot be used; see the lines above. Correct it, then try again; npm run policy:check tells what is wrong.',
  },
  UNEXPECTED: {
    status: 500,
    zh: '程序出错，未能完成：{reason}。请重试；仍然出错时，请设 XINYONG_LOG=debug 再运行一次，并把输出交给维护人员。',
    en: 'The program failed unexpectedly: {reason}. Try again; if it fails again, run it with XINYONG_LOG=debug and hand the output to the maintainers.',
  },
});

const BROKEN = /^(57P0[123]|08\d{3}|ECONNREFUSED|ECONNRESET|EPIPE)$/;

/** Any error as the sentences a person is told; an unexpected one is wrapped, its trace kept for debugging. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof PolicyError) return problem('POLICY_UNUSABLE', { reason });
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const gone =
    BROKEN.test(code) ||
    reason.startsWith('Connection terminated') ||
    (code === 'ENOENT' && reason.startsWith('connect '));
  return gone ? problem('DATABASE_GONE', { reason }) : problem('UNEXPECTED', { reason });
}

/** Tells the refusal on stderr, and with `json` as an object on stdout. */
export function complain(error: unknown, json: boolean): void {
  const { code, message, messageEn } = asProblem(error);
  if (json) console.log(JSON.stringify({ code, message, messageEn }));
  console.error(`${message}\n${messageEn}`);
  if (code === 'UNEXPECTED' && process.env['XINYONG_LOG'] === 'debug') console.error(error);
}
