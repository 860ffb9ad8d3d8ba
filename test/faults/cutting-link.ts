import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A simple query of this text alone, as the driver sends the end of a transaction. */
const COMMIT = /commit\0/i;
/** Long enough for the server to do what it was told before its side is cut as well. */
const DELIVERY_MS = 100;

type Cut = 'before' | 'after';

/** A link to a PostgreSQL on a Unix socket that can be cut in the middle of the next COMMIT. */
export class CuttingLink {
  /** The folder to connect to instead of the server's own. */
  readonly folder = mkdtempSync(join(tmpdir(), 'xinyong-link-'));
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #cut: Cut | null = null;
  #commitsLeft = Infinity;
  #isDown = false;

  constructor(socketFolder: string, port: number) {
    const name = `.s.PGSQL.${port}`;
    this.#server = createServer((client) => this.#join(client, join(socketFolder, name)));
    this.#server.listen(join(this.folder, name));
  }

  /** Cuts the link at the next COMMIT: before it reaches the server, or after it was sent. */
  cutAtCommit(cut: Cut): void {
    this.#cut = cut;
  }

  /** Lets so many COMMITs pass, then cuts everything and lets nobody in until it is mended. */
  goDownAfter(commits: number): void {
    this.#commitsLeft = commits;
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  mend(): void {
    this.#commitsLeft = Infinity;
    this.#isDown = false;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  #join(client: Socket, path: string): void {
    if (this.#isDown) return void client.destroy();
    const server = createConnection(path);
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    }
    client.on('data', (chunk: Buffer) => {
      const isCommit = COMMIT.test(chunk.toString('latin1'));
      if (isCommit && this.#commitsLeft <= 0) return this.#goDown();
      if (isCommit) this.#commitsLeft -= 1;
      const cut = isCommit ? this.#cut : null;
      if (cut === null) return void server.write(chunk);
      this.#cut = null;
      if (cut === 'before') return void server.destroy();
      // It is on its way; whoever waits for the answer never gets one.
      server.unpipe(client);
      client.destroy();
      server.write(chunk, () => setTimeout(() => server.destroy(), DELIVERY_MS));
    });
    server.pipe(client);
    client.on('close', () => {
      if (!server.writableNeedDrain) server.end();
    });
    server.on('close', () => client.destroy());
  }

  #goDown(): void {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.destroy();
  }
}
