import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Drawer } from 'antd';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  correctRow,
  discardRow,
  type BatchDetail,
  type FormField,
  type ShownRow,
} from '../../calls/intake.ts';
import { useWords } from '../../parts/directory.ts';
import { useKey } from '../../parts/use-key.ts';
import { useSay } from '../../parts/say.ts';
import { WhyButton } from '../../parts/why-button.tsx';
import { useMay, useSession } from '../../session/session.ts';
import { classesQuery } from '../../calls/classes.ts';
import { Decision, Verdict, WholeRow } from './row-notes.tsx';
import { RowFields } from './row-fields.tsx';
import { useJudged } from './use-judged.ts';

interface Props {
  readonly batch: BatchDetail;
  readonly row: ShownRow;
  readonly onClose: () => void;
  readonly onNext: () => void;
}

/** One row as a form made from its class: wrong cells first, judged while typing. */
export function RowDrawer({ batch, row, onClose, onNext }: Props) {
  const { t } = useTranslation('batch');
  const { modal } = App.useApp();
  const say = useSay();
  const queries = useQueryClient();
  const { data: classes } = useQuery(classesQuery);
  const [changes, setChanges] = useState<Readonly<Record<string, string>>>({});
  const body = useRef<HTMLDivElement>(null);
  const fields = useFields(
    classes?.items.find(({ code }) => code === row.classCode)?.form.fields,
    row,
  );
  const whyReadOnly = useWhyReadOnly(batch, row);
  const masked = useMemo(
    () => new Set(fields.flatMap(({ code, input }) => (input === 'idNumber' ? [code] : []))),
    [fields],
  );
  const { findings, outcome, busy } = useJudged(row, changes, masked);
  const errors = findings.filter(({ severity }) => severity === 'error').length;

  const readAgain = (): Promise<unknown> =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['rows', row.batchId] }),
      queries.invalidateQueries({ queryKey: ['batch', row.batchId] }),
    ]);
  const giveUp = useMutation({
    mutationFn: () => discardRow(row),
    onError: say.failed,
    onSuccess: async () => {
      say.done(t('drawer.givenUp', { row: row.rowNumber }));
      await readAgain();
      onClose();
    },
  });
  const askGiveUp = (): void =>
    void modal.confirm({
      title: t('drawer.giveUpTitle', { row: row.rowNumber }),
      content: t('drawer.giveUpText'),
      okText: t('drawer.giveUpYes'),
      cancelText: t('drawer.giveUpNo'),
      okButtonProps: { danger: true },
      onOk: () => giveUp.mutateAsync().catch(() => undefined),
    });

  const send = useMutation({
    mutationFn: () => correctRow(row, changes),
    onError: say.failed,
    onSuccess: async (now) => {
      const words = {
        ENTERED: 'entered',
        QUARANTINED: 'stillHeld',
        REJECTED: 'stillWrong',
      } as const;
      const word = words[now.state as keyof typeof words] ?? 'entered';
      if (word === 'stillWrong') say.info(t(`drawer.${word}`, { row: row.rowNumber }));
      else say.done(t(`drawer.${word}`, { row: row.rowNumber }));
      await readAgain();
      if (now.state !== 'REJECTED') onClose();
    },
  });

  const leave = (then: () => void): void => {
    if (Object.keys(changes).length === 0) return then();
    void modal.confirm({
      title: t('drawer.discardAsk'),
      content: t('drawer.discardText', { row: row.rowNumber }),
      okText: t('drawer.discardYes'),
      cancelText: t('drawer.discardNo'),
      onOk: then,
    });
    return undefined;
  };
  const nextWrong = (): void => {
    if (!focusNextWrong(body.current)) leave(onNext);
  };
  useKey('F8', nextWrong);

  const why =
    whyReadOnly ??
    (Object.keys(changes).length === 0
      ? t('drawer.whyUnchanged')
      : errors > 0
        ? t('drawer.whyErrors', { count: errors })
        : null);
  return (
    <Drawer
      open
      size="min(720px, 100vw)"
      title={t('drawer.title', { row: row.rowNumber })}
      onClose={() => leave(onClose)}
      footer={
        <div className="drawer-foot">
          <span aria-live="polite" className="drawer-verdict">
            {whyReadOnly ?? <Verdict busy={busy} errors={errors} outcome={outcome} />}
          </span>
          {whyReadOnly === null && row.state !== 'REFUSED' && (
            <Button danger type="text" onClick={askGiveUp}>
              {t('drawer.giveUp')}
            </Button>
          )}
          <Button onClick={nextWrong}>{t('nextError')}</Button>
          <WhyButton
            type="primary"
            why={why}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            {t('drawer.send')}
          </WhyButton>
        </div>
      }
    >
      <div ref={body}>
        <Decision row={row} />
        <WholeRow findings={findings} />
        <RowFields
          row={row}
          fields={fields}
          findings={findings}
          changes={changes}
          readOnly={whyReadOnly !== null}
          onChange={(code, value) =>
            setChanges(({ [code]: _before, ...others }) =>
              value === (row.values[code] ?? '') ? others : { ...others, [code]: value },
            )
          }
        />
      </div>
    </Drawer>
  );
}

/** Fields of the class; of a class that is not ours, what the row itself holds. */
function useFields(known: readonly FormField[] | undefined, row: ShownRow): readonly FormField[] {
  return useMemo(() => {
    if (known) return known;
    const names = new Map(row.findings.map(({ field, fieldName }) => [field, fieldName]));
    const codes = new Set([...Object.keys(row.values), ...names.keys()].filter(Boolean));
    return [...codes].map((code) => ({ code, label: names.get(code) || code, ...unknownField }));
  }, [known, row]);
}

const unknownField: Omit<FormField, 'code' | 'label'> = {
  labelEn: '',
  group: 'CONTENT',
  input: 'text',
  required: false,
  requiredWhen: null,
  blankWhen: null,
  maxLength: null,
  decimals: null,
  unit: null,
  longTerm: false,
  options: null,
  help: '',
};

function useWhyReadOnly(batch: BatchDetail, row: ShownRow): string | null {
  const { t } = useTranslation('batch');
  const { organisation } = useSession();
  const may = useMay();
  const words = useWords();
  if (organisation !== row.organisation || !may('row.correct')) {
    return t('drawer.whyForeign', { organisation: words.organisationName(batch.organisation) });
  }
  const open = row.state === 'REJECTED' || row.state === 'QUARANTINED' || row.state === 'REFUSED';
  return open ? null : t('drawer.whyState', { state: t(`rowStates.${row.state}`) });
}

/** Moves to the next wrong cell below the one in use; false at the end. */
function focusNextWrong(body: HTMLElement | null): boolean {
  const wrong = [
    ...(body?.querySelectorAll<HTMLElement>('[data-wrong] input, [data-wrong] textarea') ?? []),
  ];
  const at = wrong.findIndex((one) => one === document.activeElement);
  const next = wrong[at + 1];
  next?.focus();
  next?.scrollIntoView({ block: 'center' });
  return next !== undefined;
}
