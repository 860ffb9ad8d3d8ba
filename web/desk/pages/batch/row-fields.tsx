import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Finding, FormField, ShownRow } from '../../calls/intake.ts';
import { Data } from '../../parts/data.tsx';
import { useWords } from '../../parts/directory.ts';
import { grouped } from '../../parts/grouped.ts';
import { useSaid } from '../../parts/said.ts';
import { CellInput } from './cell-input.tsx';
import { cureKind } from './cures.tsx';

interface Props {
  readonly row: ShownRow;
  readonly fields: readonly FormField[];
  readonly findings: readonly Finding[];
  readonly changes: Readonly<Record<string, string>>;
  readonly readOnly: boolean;
  readonly onChange: (code: string, value: string) => void;
}

/** All cells of a row; those that were wrong at first stay on top while they are mended. */
export function RowFields({ row, fields, findings, changes, readOnly, onChange }: Props) {
  const { t } = useTranslation('batch');
  const [wrongAtFirst] = useState(() => new Set(row.findings.map(({ field }) => field)));
  const byField = useMemo(() => grouped(findings, ({ field }) => field), [findings]);
  const first = fields.filter(({ code }) => wrongAtFirst.has(code));
  const others = grouped(
    fields.filter(({ code }) => !wrongAtFirst.has(code)),
    ({ group }) => group,
  );
  const cell = (field: FormField) => (
    <Cell
      key={field.code}
      field={field}
      row={row}
      value={changes[field.code] ?? row.values[field.code] ?? ''}
      isChanged={changes[field.code] !== undefined}
      findings={byField.get(field.code) ?? []}
      readOnly={readOnly}
      onChange={(value) => onChange(field.code, value)}
    />
  );
  return (
    <>
      {first.length > 0 && (
        <fieldset className="cells">
          <legend>{t('drawer.wrongFields', { count: first.length })}</legend>
          {first.map(cell)}
        </fieldset>
      )}
      {[...others].map(([group, members]) => (
        <fieldset key={group} className="cells">
          <legend>{t(`drawer.groups.${group as 'CONTENT'}`)}</legend>
          {members.map(cell)}
        </fieldset>
      ))}
    </>
  );
}

interface CellProps {
  readonly field: FormField;
  readonly row: ShownRow;
  readonly value: string;
  readonly isChanged: boolean;
  readonly findings: readonly Finding[];
  readonly readOnly: boolean;
  readonly onChange: (value: string) => void;
}

function Cell({ field, row, value, isChanged, findings, readOnly, onChange }: CellProps) {
  const { t } = useTranslation(['batch', 'common']);
  const said = useSaid();
  const words = useWords();
  const id = `cell-${field.code}`;
  const wrong = findings.some(({ severity }) => severity === 'error');
  const cures = row.cures.filter((cure) => cure.field === field.code);
  return (
    <div
      className={wrong ? 'cell cell-wrong' : 'cell'}
      {...(wrong ? { 'data-wrong': field.code } : {})}
    >
      <label htmlFor={id}>
        <Data text={words.fieldLabel(row.classCode, field.code)} />
        {field.unit && <Data text={t('common:bracketed', { text: field.unit })} />}
        {field.required && <span className="must">{t('common:required')}</span>}
      </label>
      <CellInput
        id={id}
        field={field}
        value={value}
        wrong={wrong}
        readOnly={readOnly}
        onChange={onChange}
      />
      <div id={`${id}-help`} className="cell-help" aria-live="polite">
        {findings.map((finding) => (
          <p key={finding.rule} className={`cell-${finding.severity}`}>
            {t(`severities.${finding.severity}`)}
            {t('common:labelSeparator')}
            {said(finding)}
            {!readOnly && <Take finding={finding} field={field.code} onChange={onChange} />}
          </p>
        ))}
        {isChanged && (
          <p className="muted">
            {t('drawer.original')}
            {t('common:labelSeparator')}
            <Data text={row.values[field.code] || t('blank')} />
          </p>
        )}
        {!isChanged &&
          cures.map((cure) => (
            <p key={cure.normaliser} className="muted">
              {t('drawer.original')}
              {t('common:labelSeparator')}
              <Data text={cure.from} />
              {t('drawer.cured', {
                to: cure.to,
                kind: t(`cureKinds.${cureKind(cure.normaliser)}`),
              })}
            </p>
          ))}
        {field.input === 'idNumber' && value !== '' && (
          <p className="muted">{t('drawer.masked')}</p>
        )}
        {findings.length > 0 && field.help !== '' && (
          <p className="muted">
            <Data text={field.help} />
          </p>
        )}
      </div>
    </div>
  );
}

interface TakeProps {
  readonly finding: Finding;
  readonly field: string;
  readonly onChange: (value: string) => void;
}

/** Takes what the judge proposes; it is never applied by itself. */
function Take({ finding: { suggestion }, field, onChange }: TakeProps) {
  const { t } = useTranslation('batch');
  if (!suggestion || suggestion.field !== field) return null;
  const isClear = suggestion.kind === 'clear';
  return (
    <button
      type="button"
      className="take"
      onClick={() => onChange(isClear ? '' : (suggestion.value ?? ''))}
    >
      {isClear ? t('clear') : t('copyFrom', { value: suggestion.value })}
    </button>
  );
}
