export interface Fault {
  readonly name: string;
  readonly code?: string;
  readonly where: readonly string[];
  readonly cause?: Fault;
}

const FRAMES = 12;

/**
 * What the log may hold of an unexpected error: its kind and places in our code. Messages and
 * database details are left out, because they quote the data that did not fit.
 */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { name: typeof error, where: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...('code' in error && /^[\w-]{1,60}$/.test(String(error.code))
      ? { code: String(error.code) }
      : {}),
    where: frames.slice(0, FRAMES).map((line) => line.trim()),
    ...(error.cause instanceof Error ? { cause: faultOf(error.cause) } : {}),
  };
}
