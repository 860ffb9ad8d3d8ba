import { Readable } from 'node:stream';
import pg from 'pg';
import type { ConnectionSettings } from '../db.ts';
import { defineProblems } from '../problem.ts';

const problem = defineProblems({
  BACKUP_NO_RIGHT: {
    status: 503,
    zh: '数据库账号不能做基础备份：{reason}。请让数据库管理员授予 REPLICATION 权限，并在 pg_hba.conf 允许 replication 连接。',
    en: 'The database account may not take a base backup ({reason}). Ask its administrator for the attribute REPLICATION and a replication line in pg_hba.conf.',
  },
  BACKUP_TABLESPACES: {
    status: 503,
    zh: '数据库使用了表空间，不能用本命令备份。请用 pg_basebackup 备份整个服务器。',
    en: 'The database uses tablespaces, which this command does not copy. Use pg_basebackup for the whole server.',
  },
});

const COMMAND = "BASE_BACKUP (LABEL 'xinyong', CHECKPOINT 'fast', WAL true, MANIFEST 'no')";
const [NEW_ARCHIVE, DATA] = [...Buffer.from('nd')];

interface Wire {
  readonly stream: { pause(): void; resume(): void };
  query(text: string): void;
}

/**
 * The running server's whole cluster with the log it needs, as one tar: what pg_basebackup does,
 * by the same command of the replication protocol, so that the embedded server (which ships no
 * such program) and an external one are copied alike.
 */
export async function copyBase(settings: ConnectionSettings): Promise<Readable> {
  // The driver knows the parameter, its types do not.
  const wanted = { ...settings, replication: 'true' };
  const client = new pg.Client(wanted);
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw problem('BACKUP_NO_RIGHT', {
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const copy = new BaseCopy();
  copy.once('close', () => void client.end().catch(() => {}));
  client.query(copy);
  return copy;
}

/** A query whose answer is a stream; the server waits while nobody reads. */
class BaseCopy extends Readable {
  #wire: Wire | null = null;
  #archives = 0;

  submit(connection: unknown): void {
    this.#wire = connection as Wire;
    this.#wire.query(COMMAND);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    if (chunk[0] === NEW_ARCHIVE) {
      this.#archives += 1;
      if (this.#archives > 1) this.destroy(problem('BACKUP_TABLESPACES'));
    }
    // The driver reuses its buffer.
    if (chunk[0] === DATA && !this.push(Buffer.from(chunk.subarray(1)))) this.#wire?.stream.pause();
  }

  handleReadyForQuery(): void {
    this.push(null);
  }

  handleError(error: Error): void {
    this.destroy(problem('BACKUP_NO_RIGHT', { reason: error.message }));
  }

  handleRowDescription(): void {}
  handleDataRow(): void {}
  handleCommandComplete(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}

  override _read(): void {
    this.#wire?.stream.resume();
  }
}
