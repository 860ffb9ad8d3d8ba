import { startTestCluster } from '../test/database.ts';

const CLUSTER = 'XINYONG_TEST_CLUSTER';

/**
 * Does the work with a cluster that is as durable as the program's own, on which `newTestDatabase`
 * makes its databases: the one there is already, or one for this work alone.
 */
export async function onDurableCluster<T>(work: () => Promise<T>): Promise<T> {
  if (process.env[CLUSTER]) return work();
  const cluster = await startTestCluster([]);
  process.env[CLUSTER] = JSON.stringify(cluster);
  try {
    return await work();
  } finally {
    delete process.env[CLUSTER];
    await cluster.stop();
  }
}
