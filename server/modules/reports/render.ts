import { Worker } from 'node:worker_threads';
import { renderSVG } from 'uqr';
import { addDays, todayIn } from '../../platform/plain-date.ts';
import type { ReportTemplate } from '../policy/index.ts';
import type { ReportBody } from './body.ts';
import { shownCode } from './number.ts';
import { problem } from './problem.ts';
import type { RenderAnswer, RenderRequest } from './render-worker.ts';

/** Everything a report is drawn from; equal sheets give equal bytes. */
export interface ReportSheet {
  readonly body: ReportBody;
  readonly template: ReportTemplate;
  readonly code: string;
  readonly bodyDigest: Buffer;
  /** Statement over the body digest, signed by the suite's key. */
  readonly seal: string;
  /** Where the portal is reached, without a slash at its end. */
  readonly base: string;
}

const ZONE = 'Asia/Shanghai';
/** Register facts that the overview repeats; the whole entry follows in its section. */
const OVERVIEW = /法定代表人|负责人|成立日期|登记机关|住所|地址/;

/** The address in the QR: number in the path, code behind the hash, so that no server's log holds it. */
export function verifyAddress(base: string, number: string, code: string): string {
  return `${base}/verify/${number}#${code}`;
}

/** The PDF/A-2b of a report, unsigned; drawn in a thread of its own, one after the other. */
export async function renderReport(sheet: ReportSheet): Promise<Buffer> {
  const { body, template, code, base } = sheet;
  const issuedAt = new Date(body.issuedAt);
  const day = todayIn(ZONE, issuedAt);
  const data = {
    body,
    code: shownCode(code),
    issued: localTime(issuedAt),
    recheck: `${addDays(day, template.recheckDays)} 前`,
    overview: body.content.subject.basics.filter(({ label }) => OVERVIEW.test(label)),
    notes: template.notes,
    disclaimer: template.disclaimer,
    emptyText: template.emptyText,
    endText: template.endText,
    bodyDigest: sheet.bodyDigest.toString('hex'),
    keywords: sheet.seal.split('\n'),
    address: `${base}/verify`,
    qr: renderSVG(verifyAddress(base, body.number, code), { border: 1 }),
  };
  return draw(JSON.stringify(data), Math.floor(issuedAt.getTime() / 1000));
}

function localTime(at: Date): string {
  const text = at.toLocaleString('sv-SE', { timeZone: ZONE });
  return text.replace('T', ' ');
}

interface Waiting {
  resolve(pdf: Buffer): void;
  reject(error: unknown): void;
}

/** More than this many at once are sent away: drawing takes a whole core. */
const MOST_WAITING = 16;
const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let lastId = 0;

function draw(data: string, at: number): Promise<Buffer> {
  if (waiting.size >= MOST_WAITING) throw problem('REPORTS_BUSY');
  const thread = (worker ??= startWorker());
  thread.ref();
  return new Promise((resolve, reject) => {
    lastId += 1;
    waiting.set(lastId, { resolve, reject });
    const request: RenderRequest = { id: lastId, data, at };
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    thread.postMessage(request);
  });
}

function startWorker(): Worker {
  const thread = new Worker(new URL('./render-worker.ts', import.meta.url));
  thread.on('message', (answer: RenderAnswer) => {
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    // An idle thread must not keep a finished command alive.
    if (waiting.size === 0) thread.unref();
    if ('pdf' in answer) one?.resolve(Buffer.from(answer.pdf));
    else one?.reject(new Error(`a report could not be drawn: ${answer.fault}`));
  });
  const lost = (error: unknown): void => {
    worker = null;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  thread.on('error', lost);
  thread.on('exit', (code) => lost(new Error(`the drawing thread ended with ${code}`)));
  return thread;
}
