import type { operations } from '../shared/api.gen.ts';

type Content<R> = R extends { readonly content: { readonly 'application/json': infer T } }
  ? T
  : never;
type Good<R> = {
  [S in Extract<keyof R, 200 | 201 | 202>]: Content<R[S]>;
}[Extract<keyof R, 200 | 201 | 202>];

/** What an operation of the API answers when it does what was asked. */
export type AnswerOf<O extends keyof operations> = Good<operations[O]['responses']>;
