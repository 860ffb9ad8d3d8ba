import type { Static, TSchema } from '@sinclair/typebox';
import type { Actor } from '../actor.ts';
import type { Caller } from './gate.ts';

/** An uploaded file, already bounded in size by the server. */
export interface UploadedFile {
  readonly name: string;
  readonly bytes: Buffer;
}

export interface RouteSchema {
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Success answers by status; fields outside the schema never leave the server. */
  readonly response: Readonly<Record<number, TSchema>>;
}

type Of<S, K extends keyof RouteSchema> = S extends { readonly [P in K]: infer T extends TSchema }
  ? Static<T>
  : undefined;

export interface RouteRequest<S extends RouteSchema> {
  readonly params: Of<S, 'params'>;
  readonly query: Of<S, 'query'>;
  readonly body: Of<S, 'body'>;
  readonly actor: Actor;
  /** Where the request comes from and what it shows to be let in; for signing in and out only. */
  readonly caller: Caller;
  /** Why non-public data is read (K14): header `X-Purpose`, percent-encoded UTF-8; empty when absent. */
  readonly purpose: string;
  readonly file: UploadedFile | null;
}

/** What a handler answers: a status of the schema with its body, or a download. */
export type RouteAnswer =
  | {
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly download: Buffer | NodeJS.ReadableStream;
      readonly fileName: string;
      readonly contentType: string;
    };

/**
 * One endpoint. `permission` is looked up in the one table of permissions; a route that is
 * not listed there is refused for everybody and fails the tests.
 */
export interface Route<S extends RouteSchema = RouteSchema> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the API root, e.g. `/batches/:batchId`. */
  readonly path: string;
  readonly permission: string;
  readonly summary: string;
  readonly tags: readonly string[];
  readonly schema: S;
  /** Multipart with one file under the field `file`; the fields beside it are the body. */
  readonly upload?: boolean;
  /** Done again, the same request finds what it did the first time and answers that. */
  readonly findsItself?: boolean;
  /** Content type of the file that is answered instead of JSON. */
  readonly download?: string;
  handle(request: RouteRequest<S>): Promise<RouteAnswer>;
}

/** Types the handler from the schemas and forgets them again, so that lists of routes are uniform. */
export function route<const S extends RouteSchema>(definition: Route<S>): Route {
  return definition;
}
