import type { Context } from '../../context.ts';
import type { Actor } from '../../platform/actor.ts';
import type { VerificationAnswer } from './answers.ts';
import { issueReport, type IssuedReport } from './commands.ts';
import { limiter } from './limit.ts';
import { reportFile, verifyByCode, verifyByDigest } from './queries.ts';

const HOUR = 3600;
const MINUTE = 60;

interface NumberAndCode {
  readonly number: string;
  readonly code: string;
}

/** What the public may do with reports, each address only so often; API and portal share the count. */
export interface PublicReports {
  issue(actor: Actor, origin: string, uscc: string): Promise<IssuedReport>;
  file(actor: Actor, origin: string, given: NumberAndCode): ReturnType<typeof reportFile>;
  verify(actor: Actor, origin: string, given: NumberAndCode): Promise<VerificationAnswer>;
  verifyFile(actor: Actor, origin: string, digest: string): Promise<VerificationAnswer>;
}

const opened = new WeakMap<Context, PublicReports>();

/** The public counter of an instance. */
export function publicReports(ctx: Context): PublicReports {
  const known = opened.get(ctx) ?? open(ctx);
  opened.set(ctx, known);
  return known;
}

function open(ctx: Context): PublicReports {
  const { issuesAnHour, verificationsAMinute } = ctx.policy.reports.limits;
  const issues = limiter({ most: issuesAnHour, seconds: HOUR });
  const verifications = limiter({ most: verificationsAMinute, seconds: MINUTE });
  return {
    async issue(actor, origin, uscc) {
      issues(origin, ctx.clock.now());
      return issueReport(ctx, actor, uscc);
    },
    async file(actor, origin, given) {
      verifications(origin, ctx.clock.now());
      return reportFile(ctx, actor, given);
    },
    async verify(actor, origin, given) {
      verifications(origin, ctx.clock.now());
      return verifyByCode(ctx, actor, given);
    },
    async verifyFile(actor, origin, digest) {
      verifications(origin, ctx.clock.now());
      return verifyByDigest(ctx, actor, digest);
    },
  };
}
