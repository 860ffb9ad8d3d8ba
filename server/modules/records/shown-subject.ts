import type { Context } from '../../context.ts';
import type { Tx } from '../../platform/db.ts';
import { personNames, subjectsById, type Subject, type SubjectKind } from '../subjects/index.ts';
import { applyMask } from './masking.ts';

/** A subject beside its records: the name of a natural person only masked, the number never. */
export interface ShownSubject {
  readonly subjectId: string;
  readonly kind: SubjectKind;
  readonly name: string;
  readonly uscc: string | null;
  readonly provisional: boolean;
  readonly formerNames: readonly string[];
}

const ERASED_NAME = '（已销毁）';

/** Subjects as desks see them, by id. */
export async function subjectsShown(
  tx: Tx,
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, ShownSubject>> {
  const subjects = await subjectsById(tx, ids);
  const persons = [...subjects.values()].filter(({ kind }) => kind === 'NATURAL_PERSON');
  const names = await personNames(
    tx,
    ctx,
    persons.map((person) => person.subjectId),
  );
  return new Map(
    [...subjects.values()].map((subject) => [
      subject.subjectId,
      { ...shown(subject), name: nameOf(ctx, subject, names.get(subject.subjectId)) },
    ]),
  );
}

function shown({ subjectId, kind, uscc, provisional, formerNames }: Subject) {
  return { subjectId, kind, uscc, provisional, formerNames };
}

function nameOf(ctx: Context, subject: Subject, person: string | undefined): string {
  if (subject.kind !== 'NATURAL_PERSON') return subject.name ?? '';
  return person === undefined ? ERASED_NAME : applyMask(ctx.policy.masking, 'PERSON_NAME', person);
}
