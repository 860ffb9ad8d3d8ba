import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../../web/portal/page-data.ts';

/** What a page answers with. */
export interface Answer {
  readonly content: Page;
  readonly status?: number;
  /** What a program gets at the same address; the page itself when absent. */
  readonly json?: object;
}

/** Sends a page, or the same data as JSON to a program. */
export type Send = (
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Answer,
) => Promise<FastifyReply>;
