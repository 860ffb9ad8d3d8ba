import type { Context } from '../context.ts';
import { openInstance } from '../instance.ts';
import { loadAccounts } from '../modules/access/index.ts';
import { keepErasures } from '../modules/publication/index.ts';
import type { Config } from '../platform/config.ts';

/**
 * Runs a command on the instance of its data folder: the running one if there is one, else
 * the database is started for this command and stopped after it (D15). `work` also gets how many
 * erasures had to be done again.
 */
export async function withInstance<T>(
  config: Config,
  work: (ctx: Context, erasedAgain: number) => Promise<T>,
): Promise<T> {
  const instance = await openInstance(config, 'command', (line) => console.error(line));
  try {
    if (instance.recovered)
      console.error(
        '上次未正常停止，已自动恢复。 The last run was cut off; everything has been recovered.',
      );
    if (!instance.ownsDatabase) return await work(instance.context, 0);
    await loadAccounts(instance.context);
    return await work(instance.context, await keepErasures(instance.context));
  } finally {
    await instance.close();
  }
}
