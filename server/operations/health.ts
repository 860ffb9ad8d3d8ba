import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { clockSetBack, readOnlyReason } from '../modules/ledger/index.ts';
import { WEAK_SETTINGS } from '../platform/durable.ts';
import { hasRoom } from '../platform/room.ts';

/** One thing that is wrong and what to do about it, in both languages. */
export interface HealthReason {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

export interface Health {
  /** False only while nobody can be served. */
  readonly ready: boolean;
  /** Reading goes on and persons must reach the desk to end it: read-only is still ready. */
  readonly readOnly: boolean;
  readonly reasons: readonly HealthReason[];
}

const PATIENCE_SECONDS = 600;

const reasons = {
  DATABASE_AWAY: {
    zh: '数据库无法访问。程序正在自动恢复；超过一分钟时，请检查磁盘空间和程序输出中的数据库错误。',
    en: 'The database cannot be reached. The program is recovering it; after a minute, check the disk and the database errors in its output.',
  },
  DISK_NEARLY_FULL: {
    zh: '磁盘即将写满，上传和入库已暂停。请清理磁盘，程序随后自动继续。',
    en: 'The disk is nearly full; uploads and intake are paused. Free some space and the program goes on by itself.',
  },
  DATABASE_NOT_DURABLE: {
    zh: '数据库关闭了 fsync、full_page_writes 或 synchronous_commit，断电时已经答复的业务可能丢失。请让数据库管理员立即改为 on 并重新加载配置。',
    en: 'The database runs with fsync, full_page_writes or synchronous_commit off, so that a power cut may lose what was acknowledged. Let its administrator set it to on at once and reload.',
  },
  LEDGER_WAITS: {
    zh: '存证超过十分钟没有签名。请检查后台进程的输出，必要时重启程序。',
    en: 'The ledger has not signed for more than ten minutes. Look at the output of the worker and restart the program if needed.',
  },
} as const;

/** What keeps the program from its work, and what a person can do. */
export async function healthOf(ctx: Context): Promise<Health> {
  const found = hasRoom(ctx.config) ? [] : [reason('DISK_NEARLY_FULL')];
  try {
    const halted = await readOnlyReason(ctx);
    const clock = await clockSetBack(ctx);
    const reasons = [
      ...found,
      ...(halted
        ? [{ code: 'READ_ONLY', zh: `只读：${halted.zh}`, en: `Read-only: ${halted.en}` }]
        : []),
      ...(clock ? [{ code: clock.code, zh: clock.message, en: clock.messageEn }] : []),
      ...((await isWeak(ctx)) ? [reason('DATABASE_NOT_DURABLE')] : []),
      ...((await waitsTooLong(ctx)) ? [reason('LEDGER_WAITS')] : []),
    ];
    return { ready: true, readOnly: halted !== null, reasons };
  } catch {
    return { ready: false, readOnly: false, reasons: [reason('DATABASE_AWAY'), ...found] };
  }
}

async function isWeak(ctx: Context): Promise<boolean> {
  const { rows } = await sql.raw(WEAK_SETTINGS).execute(ctx.db.app);
  return rows.length > 0;
}

async function waitsTooLong(ctx: Context): Promise<boolean> {
  const { rows } = await sql<{ waits: Date | null }>`select min(l.at) as waits
    from ledger.pending p join ledger.leaf l using (leaf_id)`.execute(ctx.db.app);
  const waits = rows[0]?.waits ?? null;
  return waits !== null && ctx.clock.now().getTime() - waits.getTime() > PATIENCE_SECONDS * 1000;
}

function reason(code: keyof typeof reasons): HealthReason {
  return { code, ...reasons[code] };
}
