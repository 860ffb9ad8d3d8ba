import { Type } from '@sinclair/typebox';
import type { Context } from '../../context.ts';
import { route, type Route } from '../../platform/http/route.ts';
import {
  DEMONSTRATION_NOTICE,
  NewestAnswer,
  OverviewAnswer,
  PublicItem,
  PublicSubject,
  SearchAnswer,
  withNotice,
} from './answers.ts';
import { problem } from './problem.ts';
import { newestItems, overview, publicItem } from './queries.ts';
import { searchPublic } from './search.ts';
import { sections } from './sections.ts';
import { publicSubject } from './subject-page.ts';

const permission = 'publication.read';
const tags = ['publication'];
/** What is public now may be withdrawn in a minute: nobody keeps a copy for us (K10). */
const headers = { 'cache-control': 'no-store', 'x-robots-tag': 'noindex, noarchive' };
const MOST_HITS = 2000;

/** What the public reads, for programs: the same answers the portal's pages are rendered from. */
export function publicationRoutes(ctx: Context): Route[] {
  const notice = ctx.config.demonstration === 'none' ? null : DEMONSTRATION_NOTICE;
  const answer = (body: object) => ({ status: 200, headers, body: { ...body, notice } });
  return [
    route({
      method: 'GET',
      path: '/public/search',
      permission,
      summary: 'Find a subject by code, name, former name, part of a name or initials',
      tags,
      schema: {
        query: Type.Object({
          q: Type.String({ maxLength: 400 }),
          after: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_HITS })),
        }),
        response: { 200: withNotice(SearchAnswer) },
      },
      handle: async ({ query }) =>
        answer(await searchPublic(ctx, query.q, ctx.clock.today(), query.after)),
    }),
    route({
      method: 'GET',
      path: '/public/subjects/:uscc',
      permission,
      summary: 'Everything published about a subject, by section; one section page by page',
      tags,
      schema: {
        params: Type.Object({ uscc: Type.String({ maxLength: 40 }) }),
        query: Type.Object({
          section: Type.Optional(Type.String({ maxLength: 40 })),
          after: Type.Optional(Type.String({ maxLength: 64 })),
        }),
        response: { 200: withNotice(PublicSubject) },
      },
      handle: async ({ params, query }) => {
        const { section, after } = query;
        if (section !== undefined && !sections.some((candidate) => candidate.id === section)) {
          throw problem('PUBLIC_SECTION_NOT_FOUND');
        }
        const only =
          section === undefined
            ? undefined
            : { section, ...(after === undefined ? {} : { after }) };
        const body = await publicSubject(ctx, params.uscc.toUpperCase(), ctx.clock.today(), only);
        if (!body) throw problem('PUBLIC_SUBJECT_NOT_FOUND');
        return answer(body);
      },
    }),
    route({
      method: 'GET',
      path: '/public/items/:publicId',
      permission,
      summary: 'One published record with all its public fields',
      tags,
      schema: {
        params: Type.Object({ publicId: Type.String({ maxLength: 64 }) }),
        response: { 200: withNotice(PublicItem) },
      },
      handle: async ({ params }) => {
        const body = await publicItem(ctx, params.publicId, ctx.clock.today());
        if (!body) throw problem('PUBLIC_ITEM_NOT_FOUND');
        return answer(body);
      },
    }),
    route({
      method: 'GET',
      path: '/public/newest',
      permission,
      summary: 'Newest published records of organisations that are public now',
      tags,
      schema: { response: { 200: withNotice(NewestAnswer) } },
      handle: async () => answer(await newestItems(ctx, ctx.clock.today())),
    }),
    route({
      method: 'GET',
      path: '/public/overview',
      permission,
      summary: 'How much is public today, by section and class',
      tags,
      schema: { response: { 200: withNotice(OverviewAnswer) } },
      handle: async () => answer(await overview(ctx, ctx.clock.today())),
    }),
  ];
}
