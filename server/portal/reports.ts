import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../../web/portal/page-data.ts';
import type { Context } from '../context.ts';
import { publicActor } from '../modules/access/index.ts';
import { publicReports } from '../modules/reports/index.ts';
import { Problem } from '../platform/problem.ts';
import type { Send } from './answer.ts';

const FORM = 'application/x-www-form-urlencoded';
const FORM_LIMIT = 4096;
const hidden = { schema: { hide: true } };

type Form = Readonly<Record<string, string>> | undefined;

/**
 * Download of a report and the page that verifies one. Both are plain forms, so that they work
 * without script; number and code travel in the body, never in an address that a log keeps.
 */
export function reportPages(app: FastifyInstance, ctx: Context, send: Send): void {
  const open = publicReports(ctx);
  app.addContentTypeParser(
    FORM,
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  app.post<{ Params: { uscc: string } }>('/e/:uscc/report', hidden, async (request, reply) => {
    try {
      const uscc = request.params.uscc.normalize('NFKC').trim().toUpperCase();
      const { number, pdf } = await open.issue(publicActor, request.ip, uscc);
      return await reply
        .header('cache-control', 'no-store')
        .header('x-robots-tag', 'noindex, noarchive')
        .header('content-disposition', `attachment; filename="${number}.pdf"`)
        .type('application/pdf')
        .send(pdf);
    } catch (error) {
      return refused(request, reply, error);
    }
  });

  app.get('/verify', hidden, (request, reply) => send(request, reply, { content: empty('') }));
  app.get<{ Params: { number: string } }>('/verify/:number', hidden, (request, reply) =>
    send(request, reply, { content: empty(request.params.number) }),
  );
  app.post<{ Body: Form }>('/verify', hidden, async (request, reply) => {
    const { number = '', code = '' } = request.body ?? {};
    try {
      const answer = await open.verify(publicActor, request.ip, { number, code });
      const content = { ...empty(number), answer } as const;
      return await send(request, reply, { content, json: answer });
    } catch (error) {
      return refused(request, reply, error);
    }
  });

  function refused(
    request: FastifyRequest,
    reply: FastifyReply,
    error: unknown,
  ): Promise<FastifyReply> {
    if (!(error instanceof Problem)) throw error;
    const content = { ...empty(''), refusal: { zh: error.message, en: error.messageEn } } as const;
    return send(request, reply, { status: error.status, content });
  }
}

function empty(number: string): Extract<Page, { page: 'verify' }> {
  return { page: 'verify', number, answer: null, refusal: null };
}
