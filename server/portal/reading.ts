import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import type { Send } from './answer.ts';
import { contactOf, documentOn, documentsOn } from './documents.ts';
import { noticesOn } from './notices.ts';

const hidden = { schema: { hide: true } };
const MOST_WORDS = 100;

type Query = Readonly<Record<string, unknown>>;

/** Pages to read: documents the platform follows, notices, help, accessibility. */
export function readingPages(app: FastifyInstance, ctx: Context, send: Send): void {
  const today = (): string => ctx.clock.today();

  app.get<{ Querystring: Query }>('/policies', hidden, (request, reply) => {
    const { q } = request.query;
    const words = typeof q === 'string' ? q.trim().slice(0, MOST_WORDS) : '';
    const documents = documentsOn(ctx.policy, today(), words);
    return send(request, reply, {
      content: { page: 'policies', q: words, documents },
      json: { documents },
    });
  });
  app.get<{ Params: { id: string } }>('/policies/:id', hidden, (request, reply) => {
    const document = documentOn(ctx.policy, today(), request.params.id.replace(/\.json$/, ''));
    return document
      ? send(request, reply, { content: { page: 'policy', document }, json: document })
      : reply.callNotFound();
  });
  app.get('/notices', hidden, (request, reply) => {
    const notices = noticesOn(ctx, today());
    return send(request, reply, { content: { page: 'notices', notices }, json: { notices } });
  });
  app.get<{ Params: { id: string } }>('/notices/:id', hidden, (request, reply) => {
    const id = request.params.id.replace(/\.json$/, '');
    const notice = noticesOn(ctx, today()).find((one) => one.id === id);
    return notice
      ? send(request, reply, { content: { page: 'notice', notice }, json: notice })
      : reply.callNotFound();
  });
  app.get('/help', hidden, (request, reply) =>
    send(request, reply, { content: { page: 'help', contact: contactOf(ctx.policy) } }),
  );
  app.get('/accessibility', hidden, (request, reply) =>
    send(request, reply, { content: { page: 'accessibility', contact: contactOf(ctx.policy) } }),
  );
}
