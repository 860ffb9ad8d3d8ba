import { parentPort, workerData } from 'node:worker_threads';
import { receiveItems, sendItems } from '../../../platform/port-stream.ts';
import type { Frames } from '../../../platform/spreadsheet/index.ts';
import type { Policy } from '../../policy/index.ts';
import { judgedPieces, type Told } from './pieces.ts';
import type { SentFrame, ThreadRequest } from './thread.ts';

const policy = workerData as Policy;

parentPort?.on('message', ({ task, frames, pieces }: ThreadRequest) => {
  const told = judgedPieces(policy, task, framesFrom(receiveItems<SentFrame>(frames)));
  // Who reads the pieces is told of the fault and answers for it.
  sendItems(pieces, told, memoryOf).catch(() => {});
});

function framesFrom(items: AsyncGenerator<SentFrame>): Frames {
  return {
    async next() {
      const { value, done } = await items.next();
      if (done === true) throw new Error('there are no more frames');
      return { kind: value.kind, payload: Buffer.from(value.payload.buffer) };
    },
    async kill() {
      await items.return(undefined);
    },
  };
}

/** Packed chunks change hands, they are not copied. */
function memoryOf(told: Told): ArrayBuffer[] {
  if (!('piece' in told)) return [];
  return told.piece.chunks.map(({ packed }) => packed.buffer);
}
