import { Type, type Static, type TSchema } from '@sinclair/typebox';

/** Wire shapes of reports; the portal's page is rendered from the same answers. */
const strict = { additionalProperties: false };
const text = Type.String();
const nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const ReportStatus = Type.Union([
  Type.Literal('VALID'),
  Type.Literal('CHANGED_SINCE'),
  Type.Literal('SUPERSEDED'),
  Type.Literal('WITHDRAWN'),
  Type.Literal('UNKNOWN'),
]);
export type ReportStatus = Static<typeof ReportStatus>;

/** The same members whatever is known: an invented number answers in the same shape (K10). */
export const VerificationAnswer = Type.Object(
  {
    status: ReportStatus,
    zh: text,
    en: text,
    /** What was shown to us: number and code, or the digest of the file. */
    by: Type.Union([Type.Literal('CODE'), Type.Literal('FILE')]),
    number: nullable(text),
    subject: nullable(Type.Object({ name: text, uscc: text }, strict)),
    issuedAt: nullable(text),
    template: nullable(text),
    fileDigest: nullable(text),
    bodyDigest: nullable(text),
    endedAt: nullable(text),
    successor: nullable(text),
    askedAt: text,
  },
  strict,
);
export type VerificationAnswer = Static<typeof VerificationAnswer>;

export const IssuedAnswer = Type.Object(
  { number: text, code: text, issuedAt: text, fileDigest: text, bodyDigest: text },
  strict,
);

export const ReportKeysAnswer = Type.Object(
  {
    certificates: Type.Array(
      Type.Object({ name: text, fingerprint: text, pem: text, current: Type.Boolean() }, strict),
    ),
    sealKey: Type.Object({ name: text, publicKey: text }, strict),
    /** Replaced keys, newest first: reports issued under them stay genuine. */
    earlierSealKeys: Type.Array(Type.Object({ name: text, publicKey: text }, strict)),
  },
  strict,
);
