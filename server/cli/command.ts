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
  UNKNOWN_OPTION: {
    status: 400,
    zh: '没有选项“{option}”。用法：./xinyong {usage}',
    en: 'There is no option {option}. Usage: ./xinyong {usage}',
  },
  OPTION_VALUE: {
    status: 400,
    zh: '选项 --{option} 的写法不对：{needs}。用法：./xinyong {usage}',
    en: 'The option --{option} is written wrongly ({needs}). Usage: ./xinyong {usage}',
  },
  OPTION_MISSING: {
    status: 400,
    zh: '缺少选项 --{option}。用法：./xinyong {usage}',
    en: 'The option --{option} is missing. Usage: ./xinyong {usage}',
  },
  ARGUMENT_COUNT: {
    status: 400,
    zh: '参数应有 {wanted} 个，收到 {given} 个。用法：./xinyong {usage}',
    en: 'The command takes {wanted} arguments, {given} were given. Usage: ./xinyong {usage}',
  },
});

export type Options = NonNullable<ParseArgsConfig['options']>;

const common = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const satisfies Options;

export interface Parsed {
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
  const known = { ...common, ...options };
  const {
    values,
    positionals: words,
    tokens,
  } = parseArgs({
    args: [...args],
    options: known,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  for (const token of tokens) if (token.kind === 'option') assertOption(token, known, usage);
  if (words.length !== positionals)
    throw problem('ARGUMENT_COUNT', { wanted: positionals, given: words.length, usage });
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const dataFolder = text('data');
  return {
    positionals: words,
    text,
    flag: (name) => values[name] === true,
    config: (extra = {}) => readConfig({ ...(dataFolder ? { dataFolder } : {}), ...extra }),
  };
}

function assertOption(
  { name, rawName, value }: { name: string; rawName: string; value?: string | undefined },
  known: Options,
  usage: string,
): void {
  const option = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!option) throw problem('UNKNOWN_OPTION', { option: rawName, usage });
  if (option.type === 'boolean' && value !== undefined)
    throw problem('OPTION_VALUE', { option: name, needs: '不带值 no value', usage });
  // '--class --json' is a forgotten value, not a class called '--json'.
  if (option.type === 'string' && (!value || value.startsWith('--')))
    throw problem('OPTION_VALUE', { option: name, needs: '须有值 a value', usage });
}

/** What `--help` prints for a command: usage, purpose, its options, then those all have. */
export function helpText({ usage, zh, en, help }: Command): string {
  return [
    `./xinyong ${usage}`,
    '',
    zh,
    en,
    '',
    ...help,
    '--data DIR  数据文件夹，默认 ./data / data folder',
    '--json      结果写成 JSON / result as JSON',
  ].join('\n');
}

/** The value of a required option, or a refusal that names it. */
export function required(parsed: Parsed, name: string, usage: string): string {
  const value = parsed.text(name);
  if (!value) throw problem('OPTION_MISSING', { option: name, usage });
  return value;
}
