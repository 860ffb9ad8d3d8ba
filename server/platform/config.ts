import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineProblems } from './problem.ts';

const problem = defineProblems({
  PORT_INVALID: {
    status: 400,
    zh: '环境变量 PORT 的值“{value}”不是端口。请写 0–65535 的整数，或用 --port 指定。',
    en: 'The environment variable PORT “{value}” is no port. Write a whole number 0–65535, or use --port.',
  },
  DEMONSTRATION_FIXED: {
    status: 409,
    zh: '数据文件夹 {folder} 首次启动时选定了 --demo {kept}，不能改为 {given}。请用 --data 指定另一个文件夹。',
    en: 'The data folder {folder} was first started with --demo {kept} and cannot change to {given}. Name another folder by --data.',
  },
});

/** `empty` has the demonstration's accounts but no data; `none` is a real instance. */
export const demonstrations = ['small', 'district', 'empty', 'none'] as const;
export type Demonstration = (typeof demonstrations)[number];

/** Settings of one running instance; everything else is policy data. */
export interface Config {
  readonly dataFolder: string;
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string | null;
  readonly demonstration: Demonstration;
  readonly logLevel: string;
}

export const DEFAULT_PORT = 8610;
export const HIGHEST_PORT = 65_535;
/** Names the instance and its kind, in the data folder. */
export const INSTANCE_FILE = 'instance.json';

/**
 * Settings from the command line, else the environment, else defaults. Whether a folder holds
 * made-up or real data is settled at its first start: commands follow it, another wish is refused.
 */
export function readConfig(
  given: Partial<Config>,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  const dataFolder = resolve(
    given.dataFolder ?? (environment['XINYONG_DATA'] || join(process.cwd(), 'data')),
  );
  const kept = keptDemonstration(dataFolder);
  if (kept && given.demonstration && kept !== given.demonstration)
    throw problem('DEMONSTRATION_FIXED', {
      folder: dataFolder,
      kept,
      given: given.demonstration,
    });
  return {
    dataFolder,
    host: given.host ?? (environment['XINYONG_HOST'] || '127.0.0.1'),
    port: given.port ?? portOf(environment['PORT']),
    databaseUrl: given.databaseUrl ?? (environment['DATABASE_URL'] || null),
    demonstration: given.demonstration ?? kept ?? 'small',
    logLevel: given.logLevel ?? environment['XINYONG_LOG'] ?? 'warn',
  };
}

/** Whether `text` is a port number, 0 for any free one. */
export function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= HIGHEST_PORT;
}

/** Where people reach the portal, without a slash at its end: XINYONG_PUBLIC_URL, else this machine. */
export function publicAddress(
  { host, port }: Pick<Config, 'host' | 'port'>,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const given = environment['XINYONG_PUBLIC_URL'] || `http://${host}:${port}`;
  return given.replace(/\/+$/, '');
}

/** Notes in the data folder which instance it is and of which kind, once and for all. */
export function keepDemonstration({ dataFolder, demonstration }: Config): void {
  const kept = keptDemonstration(dataFolder);
  if (kept && instanceIdOf(dataFolder)) return;
  const next = join(dataFolder, `${INSTANCE_FILE}.next`);
  writeFileSync(next, JSON.stringify({ id: randomUUID(), demonstration: kept ?? demonstration }));
  renameSync(next, join(dataFolder, INSTANCE_FILE));
}

/** The id by which backups know the instance of a data folder; null before its first start. */
export function instanceIdOf(dataFolder: string): string | null {
  return readInstance(dataFolder).id ?? null;
}

function keptDemonstration(dataFolder: string): Demonstration | null {
  const { demonstration } = readInstance(dataFolder);
  return demonstrations.find((known) => known === demonstration) ?? null;
}

function readInstance(dataFolder: string): { id?: string; demonstration?: string } {
  try {
    return JSON.parse(readFileSync(join(dataFolder, INSTANCE_FILE), 'utf8')) as object;
  } catch {
    return {};
  }
}

function portOf(value: string | undefined): number {
  if (!value) return DEFAULT_PORT;
  if (!isPort(value)) throw problem('PORT_INVALID', { value });
  return Number(value);
}
