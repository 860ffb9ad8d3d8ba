import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allRoutes } from '../../server/routes.ts';
import { createApiKey } from '../../server/modules/access/api-keys.ts';
import { actorFor } from '../../server/modules/access/actors.ts';
import { apiScopes, permissionNamed } from '../../server/modules/access/permissions.ts';
import type { Role } from '../../server/modules/access/roles.ts';
import { findSession, openSession } from '../../server/modules/access/sessions.ts';
import { SESSION_COOKIE } from '../../server/platform/http/gate.ts';
import { inTransaction } from '../../server/platform/db.ts';
import { sequence } from '../../server/modules/ledger/index.ts';
import {
  madeUpCodes,
  penaltyCells,
  personPenaltyCells,
  promiseCells,
  registrationCells,
} from '../build.ts';
import type { ShownCaller } from '../callers.ts';
import { company, registration, rowAbout } from '../rights/rows.ts';
import { newStage, send, type Stage } from '../rights/stage.ts';
import { Contract, type ApiDocument, type Operation } from './api-document.ts';
import { requestOf, type Request } from './api-request.ts';
import { Scenes, type Scene } from './api-scenes.ts';
import { Values } from './api-values.ts';
import { Dice } from './dice.ts';

const DOCUMENT = new URL('../../openapi.json', import.meta.url);
/** What calls destroy (sessions, accounts, locks of sign-in) is put right after so many. */
const MENDED_EVERY = 120;
/** So often the calls are made that chance hardly ever puts together. */
const SCENES_EVERY = 2000;
// Password hashes cost a tenth of a second each, on purpose.
const COSTLY = /^post .*\/(session|enrolment|second-factor|confirmation|approval)$/;

export interface CallsResult {
  readonly calls: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Operations that were answered with success at least once, of all. */
  readonly succeeded: number;
  readonly operations: number;
  /** Operations that never succeeded, by name. */
  readonly neverSucceeded: readonly string[];
  /** Each different fault once, with the first call that showed it. */
  readonly faults: readonly string[];
}

/** Calls the whole API so many times with generated requests of every caller and judges each answer. */
export async function runCalls(options: {
  readonly calls: number;
  readonly seed: number;
  readonly say?: (line: string) => void;
}): Promise<CallsResult> {
  const stage = await newStage();
  const folder = mkdtempSync(join(tmpdir(), 'xinyong-calls-'));
  Object.assign(stage.ctx.config, { dataFolder: folder });
  try {
    const walk = new Walk(stage, options.seed);
    await walk.prepare();
    for (let i = 0; i < options.calls; i += 1) {
      if (i % MENDED_EVERY === 0) await walk.mend();
      if (i % 5000 === 0) options.say?.(`${i} calls, ${walk.result().faults.length} faults`);
      if (i % SCENES_EVERY === 0) await walk.playScenes(i);
      await walk.call(i);
    }
    return walk.result();
  } finally {
    await stage.close();
    rmSync(folder, { recursive: true });
  }
}

interface Known {
  readonly role: Role;
  readonly shown: ShownCaller;
}

class Walk {
  readonly #stage: Stage;
  readonly #dice: Dice;
  readonly #values: Values;
  readonly #contract = new Contract(JSON.parse(readFileSync(DOCUMENT, 'utf8')) as ApiDocument);
  readonly #faults = new Map<string, string>();
  readonly #byStatus: Record<string, number> = {};
  readonly #succeeded = new Set<Operation>();
  #callers: Known[] = [];
  #calls = 0;

  constructor(stage: Stage, seed: number) {
    this.#stage = stage;
    this.#dice = new Dice(seed);
    this.#values = new Values(this.#dice);
  }

  /** A register with records of all kinds: public ones, waiting ones, refused rows, rows in quarantine. */
  async prepare(): Promise<void> {
    const wrong = { CF_XDR_SHXYM: '91610202MAXT00004A' };
    const penalties = Array.from({ length: 40 }, (_none, i) => ({
      ...penaltyCells({ CF_WSH: `王市监罚〔2026〕${i}号` }),
      ...(i % 4 === 1 ? wrong : {}),
      ...(i % 4 === 2 ? { CF_XDR_SHXYM: '' } : {}),
      ...(i % 4 === 3 ? { CF_CFLB: '没收违法所得、没收非法财物' } : {}),
    }));
    await send(this.#stage, 'REG_BASIC', [registrationCells()]);
    await send(this.#stage, 'ADMIN_PENALTY', penalties);
    const doubtful = penalties.map((row) => ({
      ...row,
      CF_XDR_MC: '完全不同的公司',
      CF_XDR_SHXYM: madeUpCodes.company,
    }));
    await send(this.#stage, 'ADMIN_PENALTY', doubtful, { fileName: 'c.csv' });
    await send(this.#stage, 'ADMIN_PENALTY', [personPenaltyCells()], { fileName: 'b.csv' });
    await send(this.#stage, 'PROMISE', [promiseCells()]);
    await this.#prepareDecisions();
    await sequence(this.#stage.ctx);
    this.#values.remember({ uscc: madeUpCodes.company, organisation: 'SCJG', position: [0, 1] });
    // `item`: what stands in lists, here kinds of penalties and scopes of keys.
    this.#values.remember({
      from: [1, 2],
      reason: '核对生成的调用',
      item: ['21', '11', ...apiScopes],
    });
  }

  /** What waits for a person: levels, rows in quarantine, names that the register contradicts. */
  async #prepareDecisions(): Promise<void> {
    const [firm, renamed] = [company(940), company(941, '王益示例改名前商贸有限公司')];
    const fine = { CF_CFLB: '罚款', CF_NR: '处以罚款', CF_NR_WFFF: '', CF_NR_FK: '0.200000' };
    const rows = Array.from({ length: 90 }, (_none, i) => {
      const change = [fine, { CF_XDR_MC: '完全不同的公司' }, {}][i % 3];
      const about = i % 3 === 2 ? renamed : firm;
      return rowAbout('ADMIN_PENALTY', about, { ...change, CF_WSH: `王市监罚〔2026〕9${i}号` });
    });
    await send(this.#stage, 'REG_BASIC', [registration(firm)], { fileName: 'd.csv' });
    await send(this.#stage, 'ADMIN_PENALTY', rows, { fileName: 'e.csv' });
    const entry = registration(company(941, '王益示例另一家商贸有限公司'));
    await send(this.#stage, 'REG_BASIC', [entry], { fileName: 'f.csv' });
  }

  /** Opens accounts that calls have closed and a session of each, and a key with all scopes. */
  async mend(): Promise<void> {
    const { ctx, db } = this.#stage;
    const superuser = await db.superuser();
    await superuser.query('update credit.account set disabled_at = null');
    await superuser.query('delete from credit.sign_in_attempt');
    await superuser.end();
    const accounts = ctx.policy.organisations.accounts.map(({ account }) => account);
    this.#callers = [{ role: 'PUBLIC', shown: { kind: 'nobody' } }];
    for (const account of this.#some(accounts)) {
      const actor = await actorFor(ctx, account, 'web');
      const token = await inTransaction(ctx.db.app, actor, (tx) =>
        openSession(tx, account, this.#dice.chance(95), ctx.clock.now()),
      );
      const session = await findSession(ctx, token);
      const csrf = session?.csrfToken ?? '';
      const cookie = `${SESSION_COOKIE}=${token}`;
      const role = actor.role as Role;
      this.#callers.push({ role, shown: { kind: 'session', cookie, csrf } });
      if (actor.role !== 'LIAISON_MAIN') continue;
      const wish = { label: '生成的调用', scopes: apiScopes, expiresInDays: 1 };
      const { key } = await createApiKey(ctx, actor, wish);
      this.#callers.push({ role: 'API_KEY', shown: { kind: 'key', key } });
    }
  }

  /** Every role each time, of the many accounts some; over a run each has its turn. */
  #some(accounts: readonly string[]): string[] {
    const byRole = Map.groupBy(accounts, (account) => this.#roleOf(account));
    return [...byRole.values()].flatMap((of) => [
      of.find((name) => name.startsWith('shichangjianguan')) ?? this.#dice.pick(of),
      this.#dice.pick(of),
    ]);
  }

  #roleOf(account: string): string {
    const { accounts } = this.#stage.ctx.policy.organisations;
    return accounts.find((entry) => entry.account === account)?.role ?? '';
  }

  async call(number: number): Promise<void> {
    const dice = this.#dice;
    let operation = dice.pick(this.#contract.operations);
    if (COSTLY.test(nameOf(operation)) && dice.chance(80))
      operation = dice.pick(this.#contract.operations);
    this.#values.turnTo(listOf(operation));
    const request = requestOf(operation, this.#caller(operation), this.#values, dice);
    const asked =
      request.method.toLowerCase() === operation.method
        ? operation
        : this.#contract.other(operation, request.method);
    await this.#judge(operation, asked, request, number);
  }

  /** Calls that fit together; each must succeed, or what it stands for is never tried. */
  async playScenes(number: number): Promise<void> {
    for await (const scene of new Scenes(this.#stage).all()) {
      const operation = this.#contract.operations.find((one) => nameOf(one) === scene.operation);
      const status = operation ? await this.#play(operation, scene, number) : 0;
      if (status >= 300 || status === 0)
        this.#note(`${scene.operation} scene ${status}`, number, scene.url);
    }
  }

  #play(operation: Operation, { url, caller, body }: Scene, number: number): Promise<number> {
    const shown =
      caller.kind === 'session' ? { cookie: caller.cookie, 'x-csrf-token': caller.csrf } : {};
    const headers = { ...shown, 'x-purpose': encodeURIComponent('核对生成的调用') };
    const request = { method: 'POST', url, headers, payload: body };
    return this.#judge(operation, operation, request, number);
  }

  async #judge(
    operation: Operation,
    asked: Operation | null,
    request: Request,
    number: number,
  ): Promise<number> {
    const answer = await this.#stage.app.inject(request);
    this.#calls += 1;
    this.#byStatus[answer.statusCode] = (this.#byStatus[answer.statusCode] ?? 0) + 1;
    // An answer to HEAD is that to GET without its body.
    const fault = request.method === 'HEAD' ? null : this.#contract.judge(asked, answer);
    if (fault !== null) this.#note(`${nameOf(operation)} ${fault}`, number, request.url);
    if (answer.statusCode < 300) {
      if (asked) this.#succeeded.add(asked);
      const isJson = String(answer.headers['content-type']).startsWith('application/json');
      if (isJson && answer.body !== '') this.#remember(operation, answer.json());
    }
    return answer.statusCode;
  }

  #remember(operation: Operation, answer: { items?: Record<string, unknown>[] }): void {
    this.#values.remember(answer);
    if (Array.isArray(answer.items)) this.#values.rememberList(listOf(operation), answer.items);
  }

  /** Mostly somebody who may. */
  #caller({ permission }: Operation): ShownCaller {
    const may = this.#callers.filter(({ role }) => permissionNamed(permission)?.roles[role]);
    return this.#dice.pick(may.length > 0 && this.#dice.chance(65) ? may : this.#callers).shown;
  }

  #note(fault: string, number: number, url: string): void {
    const known = fault.replaceAll(/[0-9a-f]{12}/g, '…');
    if (!this.#faults.has(known)) this.#faults.set(known, `call ${number} ${url.slice(0, 200)}`);
  }

  result(): CallsResult {
    const never = this.#contract.operations.filter((operation) => !this.#succeeded.has(operation));
    return {
      calls: this.#calls,
      byStatus: this.#byStatus,
      succeeded: this.#succeeded.size,
      operations: this.#contract.operations.length,
      neverSucceeded: never.map(nameOf),
      faults: [...this.#faults].map(([fault, where]) => `${fault} (${where})`),
    };
  }
}

function nameOf({ method, path }: Operation): string {
  return `${method} ${path}`;
}

/** The name of the list an operation belongs to: rows of a batch are not batches. */
function listOf({ path }: Operation): string {
  return path.includes('/rows') ? 'rows' : (path.split('/')[3] ?? '');
}

/** Every route must be in the document: what is not described is not tried. */
export function undocumented(stage: Pick<Stage, 'ctx'>): string[] {
  const { paths } = JSON.parse(readFileSync(DOCUMENT, 'utf8')) as ApiDocument;
  return allRoutes(stage.ctx)
    .map(({ method, path }) => ({ method, path: `/api/v1${path.replaceAll(/:(\w+)/g, '{$1}')}` }))
    .filter(({ method, path }) => !paths[path]?.[method.toLowerCase()])
    .map(({ method, path }) => `${method} ${path}`);
}
