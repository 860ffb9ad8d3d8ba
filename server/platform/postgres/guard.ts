import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Stops `server` when we die without being able to, even by kill -9: a shell waits for the end
 * of a pipe that only we hold, then asks the server to stop.
 */
export function guardAgainstOurDeath(server: ChildProcess): void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(server.pid)], {
    // Not of our group: what is sent to all of that must not end it first.
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
  });
  guard.on('error', () => {});
  guard.stdin?.on('error', () => {});
  guard.unref();
  // A server that is gone needs no guard, and its number may come to belong to somebody else.
  server.once('exit', () => guard.kill('SIGKILL'));
}
