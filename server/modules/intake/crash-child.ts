// A process of the crash test: works on a batch until it is killed or done.
import { openPools, type ConnectionSettings, type RoleName } from '../../platform/db.ts';
import { openKeyring } from '../../platform/keyring.ts';
import { testContext } from '../../../test/context.ts';
import { processBatch } from './index.ts';

interface Task {
  readonly batchId: string;
  readonly keys: string;
  readonly connections: Readonly<Record<RoleName, ConnectionSettings>>;
}

const task = JSON.parse(process.env['XINYONG_CRASH_TASK'] ?? '{}') as Task;
const db = openPools((role) => task.connections[role]);
const ctx = { ...(await testContext(db)), keys: openKeyring(task.keys) };
await processBatch(ctx, task.batchId);
await ctx.jobs.stop();
await db.close();
