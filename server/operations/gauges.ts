import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { system } from '../platform/actor.ts';
import { inTransaction } from '../platform/db.ts';
import type { Family, Sample } from '../platform/metrics.ts';
import { roomLeft } from '../platform/room.ts';

const BYTES_PER_MB = 1_048_576;

interface Count {
  readonly name: string;
  readonly n: string;
}

/** What is true at this moment: jobs, batches, ledger, pools, memory, disk. Without a database it says only that. */
export async function gauges(ctx: Context): Promise<Family[]> {
  const stored = await storedGauges(ctx).catch(() => null);
  return [
    gauge('xinyong_database_up', 'Whether the database answers', [{ value: stored ? 1 : 0 }]),
    ...(stored ?? []),
    ...ownGauges(ctx),
  ];
}

async function storedGauges(ctx: Context): Promise<Family[]> {
  const now = ctx.clock.now().getTime();
  return inTransaction(ctx.db.app, system, async (tx) => {
    const jobs = await sql<
      Count & { queue: string }
    >`select name as queue, state::text as name, count(*) as n
      from pgboss.job group by 1, 2 order by 1, 2`.execute(tx);
    const batches =
      await sql<Count>`select state as name, count(*) as n from batch group by 1 order by 1`.execute(
        tx,
      );
    const pending = await sql<Count>`select '' as name, count(*) as n from ledger.pending`.execute(
      tx,
    );
    const head = await sql<{ size: string; at: Date }>`select size, at from ledger.checkpoint
      order by size desc limit 1`.execute(tx);
    const [newest] = head.rows;
    return [
      gauge(
        'xinyong_jobs',
        'Jobs in the queue by state',
        jobs.rows.map(({ queue, name, n }) => ({
          labels: { queue, state: name },
          value: Number(n),
        })),
      ),
      gauge(
        'xinyong_batches',
        'Batches by state',
        batches.rows.map(({ name, n }) => ({ labels: { state: name }, value: Number(n) })),
      ),
      gauge('xinyong_ledger_size', 'Leaves in the newest signed checkpoint', [
        { value: Number(newest?.size ?? 0) },
      ]),
      gauge('xinyong_ledger_unsequenced', 'Leaves that wait for their position', [
        { value: Number(pending.rows[0]?.n ?? 0) },
      ]),
      gauge(
        'xinyong_ledger_checkpoint_age_seconds',
        'Time since the newest checkpoint was signed',
        newest ? [{ value: (now - newest.at.getTime()) / 1000 }] : [],
      ),
    ];
  });
}

function ownGauges({ config, db }: Context): Family[] {
  const memory = process.memoryUsage();
  const pools = db.use().flatMap(({ role, open, idle, waiting }): Sample[] => [
    { labels: { role, state: 'used' }, value: open - idle },
    { labels: { role, state: 'idle' }, value: idle },
    { labels: { role, state: 'waiting' }, value: waiting },
  ]);
  const free = roomLeft(config.dataFolder);
  return [
    gauge('xinyong_pool_connections', 'Connections to the database by role', pools),
    gauge('xinyong_process_memory_bytes', 'Memory of the server process', [
      { labels: { kind: 'resident' }, value: memory.rss },
      { labels: { kind: 'heap' }, value: memory.heapUsed },
    ]),
    gauge('xinyong_process_uptime_seconds', 'Time since the server process began', [
      { value: process.uptime() },
    ]),
    gauge(
      'xinyong_disk_free_bytes',
      'Room left on the disk of the data folder',
      free === null ? [] : [{ value: free * BYTES_PER_MB }],
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Family {
  return { name, type: 'gauge', help, samples };
}
