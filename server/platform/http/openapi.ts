import swagger from '@fastify/swagger';
import type { TSchema } from '@sinclair/typebox';
import type { FastifyInstance } from 'fastify';
import { ProblemBody } from './problem-answer.ts';
import type { Route } from './route.ts';

export interface DocumentTitle {
  readonly title: string;
  readonly version: string;
  readonly description: string;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    route?: Route;
  }
}

/** Collects an OpenAPI 3.1 document of the routes that are registered afterwards. */
export async function addOpenApi(app: FastifyInstance, info: DocumentTitle): Promise<void> {
  const { $id: _id, ...problemSchema } = ProblemBody;
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info,
      components: {
        schemas: { Problem: plain(problemSchema as TSchema) as never },
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'xinyong_session' },
          key: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => {
      const ours = route.config?.route;
      return {
        url,
        schema: ours
          ? documented(ours, schema as Record<string, unknown>)
          : { ...schema, hide: true },
      };
    },
    // Refusals have one shape everywhere; it is not used for serialising.
    transformObject: (document) => {
      const { openapiObject } = document as {
        openapiObject: { paths?: Record<string, Record<string, { responses?: object }>> };
      };
      for (const path of Object.values(openapiObject.paths ?? {})) {
        for (const operation of Object.values(path)) {
          operation.responses = {
            ...operation.responses,
            default: {
              description: 'Refusal',
              content: {
                'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
              },
            },
          };
        }
      }
      return openapiObject;
    },
  });
}

function documented(route: Route, schema: Record<string, unknown>): Record<string, unknown> {
  const described = {
    ...schema,
    ...(route.download
      ? { response: { ...route.schema.response, 200: file(route.download) } }
      : {}),
    'x-permission': route.permission,
  };
  if (!route.upload) return described;
  const fields = (route.schema.body?.['properties'] ?? {}) as Record<string, TSchema>;
  return {
    ...described,
    consumes: ['multipart/form-data'],
    body: {
      type: 'object',
      properties: { file: { type: 'string', format: 'binary' }, ...fields },
      required: ['file', ...((route.schema.body?.['required'] ?? []) as string[])],
    },
  };
}

/** A file of a content type; its character set is no part of what the document promises. */
function file(contentType: string): object {
  const type = contentType.split(';')[0] ?? contentType;
  return {
    description: 'A file',
    content: { [type]: { schema: { type: 'string', format: 'binary' } } },
  };
}

function plain(schema: TSchema): unknown {
  return JSON.parse(JSON.stringify(schema));
}
