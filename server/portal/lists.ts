import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import {
  listItems,
  listsOfNames,
  publicList,
  publicLists,
  publicNameLists,
  type ListQuery,
  type PublicList,
} from '../modules/publication/index.ts';
import { writeCsv } from '../platform/spreadsheet/index.ts';
import { listBase, listsPath } from '../../web/portal/paths.ts';
import { frameOf } from './frame.ts';
import { csvName, csvRows } from './list-csv.ts';
import type { Send } from './answer.ts';
import { one, withoutSuffix, type Query } from './request.ts';

const hidden = { schema: { hide: true } };
const TOO_MANY = 422;

type Asked = FastifyRequest<{ Params: { type: string }; Querystring: Query }>;

/** 双公示, 行政管理信息公开 and the lists of names: one page with filters, its JSON and its CSV. */
export function listPages(
  app: FastifyInstance,
  ctx: Context,
  send: Send,
  notFound: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  const show = async (list: PublicList, request: Asked, reply: FastifyReply, status = 200) => {
    const query = queryOf(request);
    const answer = await publicList(ctx, list, query, ctx.clock.today());
    const first = query['after'] === undefined;
    const { tooManyToExport: _refused, ...json } = answer;
    return send(request, reply, { status, content: { page: 'list', answer, first }, json });
  };

  const download = async (list: PublicList, request: Asked, reply: FastifyReply) => {
    const today = ctx.clock.today();
    const query = queryOf(request);
    const { tooManyToExport } = await publicList(ctx, list, query, today);
    if (tooManyToExport) return show(list, request, reply, TOO_MANY);
    const { locale, demonstration } = frameOf(ctx, request, reply);
    const origin = `${request.protocol}://${request.host}`;
    const rows = csvRows(listItems(ctx, list, query, today), { locale, demonstration, origin });
    const name = encodeURIComponent(csvName(list, today, { locale, demonstration }));
    return reply
      .header('cache-control', 'no-store')
      .header('x-robots-tag', 'noindex, noarchive')
      .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
      .type('text/csv; charset=utf-8')
      .send(writeCsv(rows));
  };

  for (const list of publicLists.filter(({ about }) => about === null)) {
    const path = listBase(list.id);
    for (const url of [path, `${path}.json`])
      app.get(url, hidden, (request: Asked, reply) => show(list, request, reply));
    app.get(`${path}.csv`, hidden, (request: Asked, reply) => download(list, request, reply));
  }

  for (const url of [listsPath, `${listsPath}.json`])
    app.get(url, hidden, async (request, reply) => {
      const answer = await publicNameLists(ctx, ctx.clock.today());
      return send(request, reply, { content: { page: 'lists', answer }, json: answer });
    });

  app.get(`${listsPath}/:type`, hidden, (request: Asked, reply) => {
    const asked = withoutSuffix(request.params.type);
    const id = asked.replace(/\.csv$/, '');
    const list = listsOfNames.find((candidate) => candidate.id === id);
    if (!list) return notFound(request, reply);
    return id === asked ? show(list, request, reply) : download(list, request, reply);
  });
}

function queryOf({ query }: Asked): ListQuery {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, one(value).trim()]),
  );
}
