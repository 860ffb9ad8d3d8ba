/** What keeps the program from working for a while and is nobody's mistake. */
export type Outage = 'DISK_FULL' | 'DATABASE_AWAY' | 'TOO_BUSY';

const FULL = /^(?:53100|ENOSPC|EDQUOT|DISK_FULL)$/;
// Too little memory or too many connections, a server that stops or starts, a broken connection.
const AWAY = /^(?:53[0-9]{3}|57P\d\d|08[0-9A-Z]{3}|ECONN[A-Z]+|EPIPE)$/;

const CUT =
  /^(?:Connection terminated|Client has encountered a connection error|Client was closed)/;

// No connection of ours became free in time.
const BUSY = /^timeout exceeded when trying to connect/;

/** The outage behind an error of the database or of the file system; null for any other error. */
export function outageOf(error: unknown): Outage | null {
  if (typeof error !== 'object' || error === null) return null;
  // The job queue hands on copies of errors, which are errors no longer.
  const { code = '', message = '', syscall } = error as Partial<NodeJS.ErrnoException>;
  if (FULL.test(code)) return 'DISK_FULL';
  // The socket of a server that is gone; the driver gives no code for a connection cut in use.
  const noSocket = code === 'ENOENT' && syscall === 'connect';
  if (code === '' && BUSY.test(message)) return 'TOO_BUSY';
  const cut = code === '' && CUT.test(message);
  return AWAY.test(code) || noSocket || cut ? 'DATABASE_AWAY' : null;
}
