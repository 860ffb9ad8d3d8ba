// The limit of `bench/lookup.ts`, as a process of its own: fastify and one prepared statement by key,
// no permission, no log. Its one message is the address it listens on.
import fastify, { type FastifyRequest } from 'fastify';
import pg from 'pg';

const POOL = 8;
const pool = new pg.Pool({ ...(JSON.parse(process.argv[2] ?? '') as pg.PoolConfig), max: POOL });
const app = fastify({ logger: false });
app.route({ method: 'GET', url: '/subjects/:uscc', handler: subject });
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
process.on('disconnect', () => process.exit());

async function subject(request: FastifyRequest): Promise<unknown> {
  const { uscc } = request.params as { uscc: string };
  const { rows } = await pool.query({
    name: 'subject',
    text: 'select s.subject_id, s.name, s.kind, i.value as uscc from credit.subject_identifier i join credit.subject s using (subject_id) where i.kind = $1 and i.value = $2',
    values: ['USCC', uscc],
  });
  return rows[0];
}
