import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Shape } from './api-values.ts';

/** One operation of the API document, ready to be called and its answers judged. */
export interface Operation {
  readonly method: string;
  /** As in the document, with `{name}` for what is filled in. */
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Shape;
  }[];
  readonly body: Shape | null;
  readonly upload: boolean;
  readonly permission: string;
}

/** An answer as it came over the wire. */
export interface Given {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

interface Described {
  readonly content?: Readonly<Record<string, { readonly schema: Shape }>>;
}

interface Documented {
  readonly 'x-permission': string;
  readonly parameters?: Operation['parameters'];
  readonly requestBody?: Required<Described>;
  readonly responses: Readonly<Record<string, Described>>;
}

export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Documented>>>>;
  readonly components: { readonly schemas: { readonly Problem: Shape } };
}

/** Reads the committed API document; judges answers by a checker that is not the server's own. */
export class Contract {
  readonly operations: readonly Operation[];
  readonly #document: ApiDocument;
  readonly #problem: ValidateFunction;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false });
  readonly #compiled = new Map<string, ValidateFunction>();

  constructor(document: ApiDocument) {
    this.#document = document;
    this.#problem = this.#ajv.compile(document.components.schemas.Problem);
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => operation(method, path, described)),
    );
  }

  /** The declared operation of another method on the same path, or null. */
  other({ path }: Operation, method: string): Operation | null {
    const wanted = method.toLowerCase();
    return this.operations.find((one) => one.path === path && one.method === wanted) ?? null;
  }

  /** What is wrong with the answer, or null. Without an operation only a refusal is right. */
  judge(operation: Operation | null, answer: Given): string | null {
    const { statusCode: status } = answer;
    if (status >= 500) return `answers ${status}: ${answer.body.slice(0, 300)}`;
    if (status >= 400) return this.#judgeRefusal(answer);
    if (!operation) return `an operation nobody declared answers ${status}`;
    const declared = this.#document.paths[operation.path]?.[operation.method]?.responses[status];
    if (!declared) return `answers ${status}, which is not declared`;
    const type = typeOf(answer);
    if (!declared.content) return answer.body === '' ? null : `answers ${status} with a body`;
    const schema = declared.content[type]?.schema;
    if (!schema) return `answers ${status} as ${type}, which is not declared`;
    if (type !== 'application/json') return answer.body === '' ? 'answers an empty file' : null;
    const check = this.#check(`${operation.method} ${operation.path} ${status}`, schema);
    return check(JSON.parse(answer.body))
      ? null
      : `does not fit: ${this.#ajv.errorsText(check.errors)}`;
  }

  #judgeRefusal(answer: Given): string | null {
    if (typeOf(answer) !== 'application/problem+json') return `refuses as ${typeOf(answer)}`;
    const body = JSON.parse(answer.body) as { status?: unknown };
    if (!this.#problem(body)) return `refuses in another shape: ${answer.body.slice(0, 300)}`;
    return body.status === answer.statusCode ? null : 'names another status than it has';
  }

  #check(name: string, schema: Shape): ValidateFunction {
    const check = this.#compiled.get(name) ?? this.#ajv.compile(schema);
    this.#compiled.set(name, check);
    return check;
  }
}

function operation(method: string, path: string, described: Documented): Operation {
  const content = described.requestBody?.content ?? {};
  const upload = content['multipart/form-data'] !== undefined;
  return {
    method,
    path,
    parameters: described.parameters ?? [],
    body: content['application/json']?.schema ?? null,
    upload,
    permission: described['x-permission'],
  };
}

function typeOf(answer: Given): string {
  const type = answer.headers['content-type'];
  return typeof type === 'string' ? (type.split(';')[0] ?? '') : '';
}
