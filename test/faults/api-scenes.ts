import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAccount } from '../../server/modules/access/accounts.ts';
import { codeAt } from '../../server/modules/access/one-time.ts';
import type { Role } from '../../server/modules/access/roles.ts';
import { cosignatureLine, ledgerHead } from '../../server/modules/ledger/index.ts';
import { openWitnessKey, witnessLine } from '../../server/witness/key.ts';
import { system } from '../../server/platform/actor.ts';
import { madeUpCodes } from '../build.ts';
import { newCaller, type ShownCaller } from '../callers.ts';
import type { Stage } from '../rights/stage.ts';

/** A call that must succeed: operations that hardly any generated call does right. */
export interface Scene {
  /** As the API document names it: `post /api/v1/…`. */
  readonly operation: string;
  readonly url: string;
  readonly caller: ShownCaller;
  readonly body: object;
}

const ROOT = '/api/v1';
const REASON = '核对生成的调用，予以办理';

/** Calls that fit together, from what is there: a number with its code, a decision with what waits for it. */
export class Scenes {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async *all(): AsyncGenerator<Scene> {
    yield* this.#enrolment();
    yield* this.#decisions();
    yield* this.#reports();
    yield await this.#cosignature();
    yield* this.#setBack();
  }

  /** The owner of a new account comes with the code on paper, then with one of the authenticator. */
  async *#enrolment(): AsyncGenerator<Scene> {
    const { ctx } = this.#stage;
    const account = `made-${randomUUID().slice(0, 8)}`;
    const { oneTimeCode } = await createAccount(ctx, system, {
      account,
      organisation: 'SCJG',
      role: 'LIAISON_MAIN',
      displayZh: '生成的账号',
    });
    const path = '/enrolment';
    const payload = { account, oneTimeCode, password: `${randomUUID()}-王益` };
    const nobody = { kind: 'nobody' } as const;
    yield this.#scene('post', path, path, { caller: nobody, body: payload });
    const begun = await this.#stage.call(path, { method: 'POST', payload });
    const { secret } = begun.json<{ secret: string }>();
    const body = { account, oneTimeCode, code: codeAt(secret, ctx.clock.now()) };
    const confirmation = '/enrolment/confirmation';
    yield this.#scene('post', confirmation, confirmation, { caller: nobody, body });
  }

  async *#decisions(): AsyncGenerator<Scene> {
    const waiting = await this.#rows(
      `select record_id from credit.record_state where needs = 'CLASSIFICATION' limit 1`,
    );
    for (const { record_id: id } of waiting)
      yield this.#scene('post', '/classification/{recordId}', `/classification/${id}`, {
        caller: await this.#as('CENTRE_APPROVER'),
        body: { level: 'MINOR', kinds: ['21'], reason: REASON },
      });
    const contradicted = await this.#rows(
      `select record_id from credit.record_state where needs = 'SUBJECT' limit 1`,
    );
    for (const { record_id: id } of contradicted)
      yield this.#scene('post', '/subject-doubts/{recordId}', `/subject-doubts/${id}`, {
        caller: await this.#as('CENTRE_OPERATOR'),
        body: { decision: 'CONFIRM', reason: REASON },
      });
    const doubtful = await this.#rows(
      `select batch_id, row_number from credit.batch_row where state = 'QUARANTINED' limit 1`,
    );
    for (const { batch_id: batch, row_number: row } of doubtful)
      yield this.#scene(
        'post',
        '/quarantine/{batchId}/{rowNumber}',
        `/quarantine/${batch}/${row}`,
        {
          caller: await this.#as('CENTRE_OPERATOR'),
          body: { decision: 'REFUSE', reason: REASON },
        },
      );
  }

  async *#reports(): AsyncGenerator<Scene> {
    const nobody = { kind: 'nobody' } as const;
    const issued = await this.#stage.call('/public/reports', {
      method: 'POST',
      payload: { uscc: madeUpCodes.company },
    });
    const { number, code, fileDigest } = issued.json<Record<string, string>>();
    const path = '/public/reports/file';
    yield this.#scene('post', path, path, { caller: nobody, body: { number, code } });
    const byFile = '/public/reports/file-verification';
    yield this.#scene('post', byFile, byFile, { caller: nobody, body: { digest: fileDigest } });
    yield this.#scene('post', '/reports/{number}/correction', `/reports/${number}/correction`, {
      caller: await this.#as('CENTRE_APPROVER'),
      body: { reason: REASON },
    });
  }

  async #cosignature(): Promise<Scene> {
    const { ctx } = this.#stage;
    const { dataFolder } = ctx.config;
    const key = openWitnessKey(join(dataFolder, 'witness.json'), 'witness.example/calls');
    writeFileSync(join(dataFolder, 'witnesses.txt'), `${witnessLine(key)}\n`);
    const { note } = await ledgerHead(ctx);
    const cosigned = `${note.trimEnd()}\n${cosignatureLine(note, key, ctx.clock.now())}\n`;
    const path = '/ledger/cosignatures';
    return this.#scene('post', path, path, {
      caller: { kind: 'nobody' },
      body: { note: cosigned },
    });
  }

  /** A log found set back, until two persons have said why. */
  async *#setBack(): AsyncGenerator<Scene> {
    const [found] = await this.#rows(
      `insert into ledger.set_back (kind, source, own_size, head_size, head_digest, found_at)
       values ('SET_BACK', 'newest.txt', 1, 2, sha256(random()::text::bytea), now()) returning set_back_id`,
    );
    const path = `/ledger/set-backs/${found?.['set_back_id']}/acknowledgement`;
    for (const role of ['CENTRE_APPROVER', 'SECURITY_ADMIN'] as const)
      yield this.#scene('post', '/ledger/set-backs/{setBackId}/acknowledgement', path, {
        caller: await this.#as(role),
        body: { reason: REASON },
      });
  }

  #scene(
    method: string,
    path: string,
    url: string,
    { caller, body }: Pick<Scene, 'caller' | 'body'>,
  ): Scene {
    return { operation: `${method} ${ROOT}${path}`, url: `${ROOT}${url}`, caller, body };
  }

  #as(role: Role): Promise<ShownCaller> {
    return newCaller(this.#stage.ctx, role, true);
  }

  async #rows(statement: string): Promise<Record<string, string>[]> {
    const admin = await this.#stage.db.superuser();
    try {
      return (await admin.query<Record<string, string>>(statement)).rows;
    } finally {
      await admin.end();
    }
  }
}
