import { parseArgs, type ParseArgsConfig } from 'node:util';
import { readConfig, type Config } from '../platform/config.ts';
import { defineProblems } from '../platform/problem.ts';

/** Exit codes of every command: 0 good, 1 findings, 2 could not run. */
export const exit = { good: 0, findings: 1, couldNotRun: 2 } as const;

export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly zh: string;
  readonly en: string;
  /** Lines of explanation for `--help`, in both languages. */
  readonly help: readonly string[];
  run(args: readonly string[]): Promise<number>;
}

const problem = defineProblems({
  BAD_ARGUMENTS: {
    status: 400,
    zh: '命令参数有误：{reason}。用法：./xinyong {usage}',
    en: 'Wrong arguments: {reason}. Usage: ./xinyong {usage}',
  },
});

export type Options = NonNullable<ParseArgsConfig['options']>;

const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies Options;

export interface Parsed {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
  text(name: string): string | undefined;
  flag(name: string): boolean;
  config(extra?: Partial<Config>): Config;
}

/** Parses the arguments of one command; a wrong or missing one is refused with the usage. */
export function parse(
  args: readonly string[],
  usage: string,
  options: Options,
  positionals: number,
): Parsed {
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({
      args: [...args],
      options: { ...common, ...options },
      allowPositionals: true,
    });
  } catch (error) {
    throw problem('BAD_ARGUMENTS', {
      reason: error instanceof Error ? error.message : String(error),
      usage,
    });
  }
  if (parsed.positionals.length !== positionals) {
    throw problem('BAD_ARGUMENTS', {
      reason: `需要 ${positionals} 个参数，收到 ${parsed.positionals.length} 个`,
      usage,
    });
  }
  const values = parsed.values as Record<string, string | boolean | undefined>;
  return {
    values,
    positionals: parsed.positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    flag: (name) => values[name] === true,
    config: (extra = {}) =>
      readConfig({
        ...(typeof values['data'] === 'string' ? { dataFolder: values['data'] } : {}),
        ...extra,
      }),
  };
}

/** The value of a required option, or a refusal that names it. */
export function required(parsed: Parsed, name: string, usage: string): string {
  const value = parsed.text(name);
  if (!value) throw problem('BAD_ARGUMENTS', { reason: `缺少 --${name}`, usage });
  return value;
}
