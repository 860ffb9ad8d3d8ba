import { createHash } from 'node:crypto';
import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import signpdf from '@signpdf/signpdf';
import { Signer } from '@signpdf/utils';
import type { DocumentKeys } from '../../platform/document-signer/index.ts';

/** Bytes kept free for the signature; ours needs about 1,750. */
const ROOM = 2400;
const REASON = '出具公共信用信息报告';

/** The same PDF with a signature over all of it, appended so that the bytes before stay as they are. */
export async function signReport(
  pdf: Buffer,
  keys: DocumentKeys,
  issuer: string,
  at: Date,
): Promise<Buffer> {
  const prepared = plainAddPlaceholder({
    pdfBuffer: pdf,
    reason: REASON,
    name: issuer,
    location: '',
    contactInfo: '',
    signingTime: at,
    signatureLength: ROOM,
  });
  return signpdf.default.sign(withIdentifier(prepared, pdf), new ReportSigner(keys), at);
}

/** PDF/A wants the identifier of the file in its last trailer too, and the exact place of the last table. */
function withIdentifier(prepared: Buffer, original: Buffer): Buffer {
  const identifier = /\/ID \[[^\]]+\]/.exec(
    original.toString('latin1', original.lastIndexOf('trailer')),
  );
  const end = prepared.lastIndexOf('trailer');
  const table = prepared.lastIndexOf('\nxref\n') + 1;
  const trailer = prepared
    .toString('latin1', end)
    .replace(/(\/Prev \d+)/, `$1\n${identifier?.[0] ?? ''}`)
    .replace(/startxref\n\d+/, `startxref\n${table}`);
  return Buffer.concat([prepared.subarray(0, end), Buffer.from(trailer, 'latin1')]);
}

class ReportSigner extends Signer {
  readonly #keys: DocumentKeys;

  constructor(keys: DocumentKeys) {
    super();
    this.#keys = keys;
  }

  override async sign(content: Buffer, at = new Date(0)): Promise<Buffer> {
    return this.#keys.sign({ digest: createHash('sha256').update(content).digest(), at });
  }
}
