import type { FieldAnswer } from '../../../server/modules/publication/answers.ts';
import { useDataLang, useSay } from './context.tsx';
import { Code, Day, DocumentNumber } from './words.tsx';

const LONG = 40;
const CHINESE = /\p{Script=Han}/u;

/** Labelled values; long texts take the whole width. */
export function FieldTable({ fields }: { readonly fields: readonly FieldAnswer[] }) {
  const say = useSay();
  const lang = useDataLang();
  return (
    <dl className="fields">
      {fields.map((field) => (
        <div key={field.code} className={field.value.length > LONG ? 'field field-long' : 'field'}>
          <dt>{say({ zh: field.label, en: field.labelEn })}</dt>
          <dd lang={CHINESE.test(field.value) ? lang : undefined}>
            <Value field={field} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Value({ field }: { readonly field: FieldAnswer }) {
  if (field.kind === 'date') return <Day date={field.value} />;
  if (field.kind === 'uscc') return <Code value={field.value} />;
  if (field.kind === 'number') return <span className="number">{field.value}</span>;
  return /^[^，。；\s]{4,30}号$/.test(field.value) ? (
    <DocumentNumber value={field.value} />
  ) : (
    <>{field.value}</>
  );
}
