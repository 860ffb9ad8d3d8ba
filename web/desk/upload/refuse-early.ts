const LIMIT_MB = 40;
const KB = 1024;
const MB = 1024 * KB;

export type EarlyRefusal =
  | { readonly key: 'empty' | 'wrongKind' }
  | { readonly key: 'tooLarge'; readonly size: string };

/** What can be said about a file before sending it; the server judges its content. */
export function refuseEarly(file: Pick<File, 'name' | 'size'>): EarlyRefusal | null {
  if (file.size === 0) return { key: 'empty' };
  if (file.size > LIMIT_MB * MB) return { key: 'tooLarge', size: (file.size / MB).toFixed(1) };
  return /\.(xlsx|csv|txt)$/i.test(file.name) ? null : { key: 'wrongKind' };
}

/** The size of a file as a person says it. */
export function sizeWords(bytes: number): string {
  return bytes < MB ? `${Math.ceil(bytes / KB)} KB` : `${(bytes / MB).toFixed(1)} MB`;
}
