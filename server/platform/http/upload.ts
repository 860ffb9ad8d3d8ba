import type { FastifyRequest } from 'fastify';
import { problem } from './problems.ts';
import type { UploadedFile } from './route.ts';

export const FILE_LIMIT_MB = 40;

export const uploadLimits = {
  fileSize: FILE_LIMIT_MB * 1024 * 1024,
  files: 1,
  fields: 20,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  parts: 22,
};

export interface Upload {
  readonly file: UploadedFile;
  readonly fields: Readonly<Record<string, string>>;
}

/** Reads the one file and the form fields of a multipart request; throws FILE_TOO_LARGE, FILE_MISSING, FORM_TOO_LARGE. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const fields: Record<string, string> = {};
  let file: UploadedFile | null = null;
  try {
    for await (const part of request.parts({ limits: uploadLimits })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value);
      else if (part.fieldname === 'file')
        file = { name: part.filename, bytes: await part.toBuffer() };
      else part.file.resume();
    }
  } catch (error) {
    throw asRefusal(error);
  }
  if (!file) throw problem('FILE_MISSING');
  return { file, fields };
}

function asRefusal(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_REQ_FILE_TOO_LARGE') return problem('FILE_TOO_LARGE', { limit: FILE_LIMIT_MB });
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT$/.test(code)) return problem('FORM_TOO_LARGE');
  if (
    error instanceof Error &&
    /^(Unexpected end|Multipart|Part terminated|Malformed)/i.test(error.message)
  )
    return problem('FILE_MISSING');
  return error;
}
