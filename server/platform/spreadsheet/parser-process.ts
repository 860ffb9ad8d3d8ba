import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { leanMemory } from '../lean-process.mjs';
import type { ParserTask } from './child.ts';
import { FRAME_HEAD_BYTES, LONGEST_FRAME_BYTES, type Frame, type Frames } from './frames.ts';
import { PARSER_START, parserSources, SOURCES_DESCRIPTOR } from './parser-source.ts';
import { SheetRefused } from './refusal.ts';

const WITH_LIMITS =
  'ulimit -c 0 -t "$1" 2>/dev/null; ulimit -v "$2" 2>/dev/null; shift 2; exec "$@"';

/** What the parser gets on its standard input; the next is asked for when the last has been taken. */
export type Pieces = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * One capped parser process: heap and address space limited, no environment but what keeps it
 * small, no access to files at all: even its own sources come through a pipe. It ends with the last
 * frame, with `kill`, or when its caller disappears.
 */
export class ParserProcess implements Frames {
  readonly #child: ChildProcess;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #exit: Promise<unknown>;
  readonly #fed: Promise<void>;
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = (): void => void this.kill();
  #pending: Buffer[] = [];
  #pendingBytes = 0;
  #patienceMs: number;
  #timedOut = false;
  #killed = false;
  #failure: unknown;

  constructor(task: ParserTask, input: number | Pieces, signal: AbortSignal | undefined) {
    const { limits } = task;
    const command = [
      process.execPath,
      `--max-old-space-size=${limits.heapMiB}`,
      // Hardly anything of a sheet lives longer than its chunk, and most is no object of V8 at all:
      // its helper threads would have nothing to do.
      '--max-semi-space-size=1',
      '--single-threaded',
      '--disable-wasm-trap-handler',
      '--permission',
      '--no-warnings',
      '--input-type=module',
      `--eval=${PARSER_START}`,
      '--',
      JSON.stringify(task),
    ];
    const seconds = Math.ceil(limits.timeoutMs / 500) + 10;
    const argv =
      process.platform === 'win32'
        ? command
        : [
            '/bin/sh',
            '-c',
            WITH_LIMITS,
            'sh',
            `${seconds}`,
            `${limits.addressSpaceMiB * 1024}`,
          ].concat(command);
    this.#child = spawn(argv[0]!, argv.slice(1), {
      stdio: [typeof input === 'number' ? input : 'pipe', 'pipe', 'ignore', 'pipe'],
      env: leanMemory,
    });
    this.#patienceMs = limits.timeoutMs;
    this.#signal = signal;
    this.#exit = once(this.#child, 'close').catch((error: Error) => {
      this.#failure = error;
    });
    this.#chunks = this.#child.stdout![Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    const sources = this.#child.stdio[SOURCES_DESCRIPTOR] as Writable;
    // A process that dies at once has taken nothing; its end tells, not the broken pipe.
    sources.on('error', () => undefined);
    sources.end(parserSources());
    this.#fed = typeof input === 'number' ? Promise.resolve() : this.#feed(input);
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** The next frame; throws `SheetRefused` when the parser died, or the reason of an abort. */
  async next(): Promise<Frame> {
    while (this.#pendingBytes < FRAME_HEAD_BYTES) await this.#more();
    const head = this.#take(FRAME_HEAD_BYTES);
    const length = head.readUInt32LE(1);
    if (length > LONGEST_FRAME_BYTES) throw new SheetRefused('TOO_MUCH_TEXT');
    while (this.#pendingBytes < length) await this.#more();
    return { kind: head[0]!, payload: this.#take(length) };
  }

  /** Ends the process at once; safe to call again. Resolves when it is gone. */
  async kill(): Promise<void> {
    this.#killed = true;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#child.kill('SIGKILL');
    this.#child.stdout?.destroy();
    await this.#exit;
  }

  async #feed(pieces: Pieces): Promise<void> {
    try {
      await pipeline(this.#taken(pieces), this.#child.stdin!);
    } catch {
      // A refusal may come before all bytes are taken; the broken pipe is then expected.
      if (this.#failure !== undefined) await this.kill();
    }
  }

  /** Waits with patience while the parser takes a piece, without it while the next is fetched. */
  async *#taken(pieces: Pieces): AsyncGenerator<Uint8Array> {
    try {
      for await (const piece of pieces) {
        const stop = this.#losePatience();
        try {
          yield piece;
        } finally {
          stop();
        }
      }
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  /** From now on time counts, until the answer is called. */
  #losePatience(): () => void {
    const since = performance.now();
    const timer = setTimeout(
      () => {
        this.#timedOut = true;
        void this.kill();
      },
      Math.max(1, this.#patienceMs),
    );
    return () => {
      clearTimeout(timer);
      this.#patienceMs -= performance.now() - since;
    };
  }

  async #more(): Promise<void> {
    // A parser says nothing before it has everything; until then the source may be the slow one.
    await this.#fed;
    const stop = this.#losePatience();
    const chunk = await this.#chunks
      .next()
      .catch(() => ({ done: true, value: undefined }) as const);
    stop();
    if (chunk.done === true || chunk.value === undefined) throw await this.#death();
    this.#pending.push(chunk.value);
    this.#pendingBytes += chunk.value.length;
  }

  #take(length: number): Buffer {
    const whole = this.#pending.length === 1 ? this.#pending[0]! : Buffer.concat(this.#pending);
    this.#pending = whole.length > length ? [whole.subarray(length)] : [];
    this.#pendingBytes = whole.length - length;
    return whole.subarray(0, length);
  }

  async #death(): Promise<unknown> {
    const closed = this.#killed && !this.#timedOut;
    await this.kill();
    if (this.#failure !== undefined) return this.#failure;
    if (this.#signal?.aborted === true) return this.#signal.reason;
    if (closed) return new Error('the sheet was closed');
    const slow = this.#timedOut || this.#child.signalCode === 'SIGXCPU';
    return new SheetRefused(slow ? 'TIMEOUT' : 'OUT_OF_MEMORY');
  }
}
