import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { DEMONSTRATION_NOTICE, withNotice } from '../publication/index.ts';
import { IssuedAnswer, ReportKeysAnswer, VerificationAnswer } from './answers.ts';
import { correctReport, withdrawReport, type IssuedReport } from './commands.ts';
import { publicReports } from './public-reports.ts';

const tags = ['reports'];
const Number = Type.String({ maxLength: 40 });
const Code = Type.String({ maxLength: 40 });
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Reason = Type.Object({ reason: Type.String({ maxLength: 2000 }) });
const ByNumber = Type.Object({ number: Number });
/** Number and code travel in the body: addresses end up in logs. */
const NumberAndCode = Type.Object({ number: Number, code: Code });

/** Reports for the public (issue, download, verify) and, for the centre, their end. */
export function reportRoutes(ctx: Context): Route[] {
  const notice = ctx.config.demonstration === 'none' ? null : DEMONSTRATION_NOTICE;
  const open = publicReports(ctx);
  return [
    route({
      method: 'POST',
      path: '/public/reports',
      permission: 'report.issue',
      summary: 'Issue the public credit report of an organisation; number and code fetch the file',
      tags,
      schema: {
        body: Type.Object({ uscc: Type.String({ maxLength: 40 }) }),
        response: { 201: withNotice(IssuedAnswer) },
      },
      handle: async ({ actor, caller, body }) => {
        const report = await open.issue(actor, caller.origin, body.uscc.trim().toUpperCase());
        return { status: 201, body: { ...issued(report), notice } };
      },
    }),
    route({
      method: 'POST',
      path: '/public/reports/file',
      permission: 'report.issue',
      summary: 'The issued PDF, while everything in it is still public',
      tags,
      schema: { body: NumberAndCode, response: {} },
      download: 'application/pdf',
      handle: async ({ actor, caller, body }) => {
        const { number, pdf } = await open.file(actor, caller.origin, body);
        return { download: pdf, fileName: `${number}.pdf`, contentType: 'application/pdf' };
      },
    }),
    route({
      method: 'POST',
      path: '/public/reports/verification',
      permission: 'report.verify',
      summary: 'What the register says about a report, by its number and verification code',
      tags,
      schema: { body: NumberAndCode, response: { 200: withNotice(VerificationAnswer) } },
      handle: async ({ actor, caller, body }) => ({
        status: 200,
        body: { ...(await open.verify(actor, caller.origin, body)), notice },
      }),
    }),
    route({
      method: 'POST',
      path: '/public/reports/file-verification',
      permission: 'report.verify',
      summary: 'What the register says about a file, by the SHA-256 of its bytes',
      tags,
      schema: {
        body: Type.Object({ digest: Digest }),
        response: { 200: withNotice(VerificationAnswer) },
      },
      handle: async ({ actor, caller, body }) => ({
        status: 200,
        body: { ...(await open.verifyFile(actor, caller.origin, body.digest)), notice },
      }),
    }),
    route({
      method: 'GET',
      path: '/public/reports/keys',
      permission: 'ledger.read',
      summary:
        'Certificates and keys by which reports are verified without this server, replaced ones too',
      tags,
      schema: { response: { 200: withNotice(ReportKeysAnswer) } },
      handle: async () => ({ status: 200, body: { ...keysOf(ctx), notice } }),
    }),
    route({
      method: 'POST',
      path: '/reports/:number/withdrawal',
      permission: 'report.end',
      summary: 'Withdraw an issued report, with a reason',
      tags,
      schema: { params: ByNumber, body: Reason, response: { 204: Type.Null() } },
      handle: async ({ actor, params, body }) => {
        await withdrawReport(ctx, actor, params.number, body.reason);
        return { status: 204, body: null };
      },
    }),
    route({
      method: 'POST',
      path: '/reports/:number/correction',
      permission: 'report.end',
      summary: 'Issue a report anew and mark the old one superseded, with a reason',
      tags,
      schema: { params: ByNumber, body: Reason, response: { 201: withNotice(IssuedAnswer) } },
      handle: async ({ actor, params, body }) => {
        const report = await correctReport(ctx, actor, params.number, body.reason);
        return { status: 201, body: { ...issued(report), notice } };
      },
    }),
  ];
}

function issued({ pdf: _pdf, ...report }: IssuedReport): Omit<IssuedReport, 'pdf'> {
  return report;
}

function keysOf({ keys }: Context) {
  const { current, certificates } = keys.documentKeys();
  const { name } = keys.checkpointSigner;
  const [sealKey = '', ...earlier] = keys.checkpointKeys.map((key) => key.toString('base64'));
  return {
    certificates: certificates.map((one) => ({
      name: one.name,
      fingerprint: one.fingerprint,
      pem: one.pem,
      current: one === current,
    })),
    sealKey: { name, publicKey: sealKey },
    earlierSealKeys: earlier.map((publicKey) => ({ name, publicKey })),
  };
}
