import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import type { Context } from '../../../context.ts';
import { receiveItems, sendItems } from '../../../platform/port-stream.ts';
import { isLastFrame, type Frames } from '../../../platform/spreadsheet/index.ts';
import { Turns } from '../../../platform/turns.ts';
import type { Policy } from '../../policy/index.ts';
import type { ReadingTask, Told } from './pieces.ts';

/** What the thread is asked to do: judge what comes through `frames`, tell of it through `pieces`. */
export interface ThreadRequest {
  readonly task: ReadingTask;
  readonly frames: MessagePort;
  readonly pieces: MessagePort;
}

/** Milliseconds after which a thread that nobody needs gives its memory back. */
const IDLE_MS = 20_000;
const LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 48 };

export interface SentFrame {
  readonly kind: number;
  readonly payload: Uint8Array<ArrayBuffer>;
}

/**
 * The same as `judgedPieces`, in a thread of its own: while it judges, this one stores. One sheet
 * at a time; the next one waits. The parser is started, and in the end killed, here.
 */
export async function* piecesFromThread(
  ctx: Context,
  task: ReadingTask,
  parse: () => Promise<Frames>,
): AsyncGenerator<Told> {
  const turn = readings.take();
  enter();
  try {
    await turn.comes;
    const parser = await parse();
    try {
      yield* judgedBy(threadFor(ctx), task, parser);
    } finally {
      await parser.kill();
    }
  } finally {
    turn.end();
    leave();
  }
}

async function* judgedBy(thread: Worker, task: ReadingTask, parser: Frames): AsyncGenerator<Told> {
  const frames = new MessageChannel();
  const pieces = new MessageChannel();
  const request: ThreadRequest = { task, frames: frames.port2, pieces: pieces.port2 };
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  thread.postMessage(request, [frames.port2, pieces.port2]);
  const sent = sendItems(frames.port1, framesOf(parser), ({ payload }) => [payload.buffer]);
  let failure: unknown;
  sent.catch((error: unknown) => void (failure = error));
  try {
    yield* receiveItems<Told>(pieces.port1);
  } catch (error) {
    // What the parser said comes first: the thread only knows that it got no more.
    throw failure ?? error;
  } finally {
    frames.port1.close();
  }
}

/** Frames whose bytes may change hands: each lies in memory of its own. */
async function* framesOf(parser: Frames): AsyncGenerator<SentFrame> {
  for (;;) {
    const { kind, payload } = await parser.next();
    yield { kind, payload: new Uint8Array(payload) };
    if (isLastFrame(kind)) return;
  }
}

const readings = new Turns();
let running: { readonly thread: Worker; readonly policy: Policy } | null = null;

let users = 0;
let idle: NodeJS.Timeout | undefined;

/** Whoever enters must leave; some time after the last one has left, the thread ends. */
function enter(): void {
  users += 1;
  clearTimeout(idle);
}

function leave(): void {
  users -= 1;
  if (users === 0) idle = setTimeout(() => void running?.thread.terminate(), IDLE_MS).unref();
}

/** The thread that knows the policy; an idle one is begun anew when the policy is another. */
function threadFor({ policy, log }: Context): Worker {
  if (running?.policy === policy) return running.thread;
  void running?.thread.terminate();
  const thread = new Worker(new URL('./entry.ts', import.meta.url), {
    workerData: policy,
    resourceLimits: LIMITS,
  });
  // An idle thread must not keep a finished command alive.
  thread.unref();
  // Who waits for it learns by its ports that it has gone.
  thread.on('error', (error) => log.error({ err: error }, 'judging thread'));
  thread.on('exit', () => {
    if (running?.thread === thread) running = null;
  });
  running = { thread, policy };
  return thread;
}
