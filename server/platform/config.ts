import { join, resolve } from 'node:path';

export type Demonstration = 'small' | 'district' | 'none';

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

/** Reads settings from the environment; command-line values win. */
export function readConfig(
  given: Partial<Config>,
  environment: NodeJS.ProcessEnv = process.env,
): Config {
  return {
    dataFolder: resolve(
      given.dataFolder ?? environment['XINYONG_DATA'] ?? join(process.cwd(), 'data'),
    ),
    host: given.host ?? environment['XINYONG_HOST'] ?? '127.0.0.1',
    port: given.port ?? Number(environment['PORT'] ?? DEFAULT_PORT),
    databaseUrl: given.databaseUrl ?? environment['DATABASE_URL'] ?? null,
    demonstration: given.demonstration ?? 'small',
    logLevel: given.logLevel ?? environment['XINYONG_LOG'] ?? 'warn',
  };
}
