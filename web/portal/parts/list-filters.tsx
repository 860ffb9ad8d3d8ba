import type {
  FilterName,
  ListAnswer,
  ListFilter,
} from '../../../server/modules/publication/list-answers.ts';
import { listBase, listPath } from '../paths.ts';
import { useFrame, useSay, useText } from './context.tsx';
import { className } from './fact.tsx';
import { useDay } from './words.tsx';

interface Props {
  readonly answer: ListAnswer;
}

/** The kinds of a list with their numbers; each is an address. */
export function Kinds({ answer: { list, filter, kinds } }: Props) {
  const t = useText();
  const say = useSay();
  const { locale } = useFrame();
  if (kinds.length < 2) return null;
  const { kind: chosen, type: _type, ...rest } = filter;
  const all = kinds.reduce((sum, { count }) => sum + count, 0);
  const tabs = [
    { value: undefined, name: t('list.all'), count: all },
    ...kinds.map((kind) => ({
      value: kind.classCode,
      name: say(className(kind)),
      count: kind.count,
    })),
  ];
  return (
    <nav className="kinds no-print" aria-label={t('list.kinds')}>
      <ul>
        {tabs.map(({ value, name, count }) => (
          <li key={value ?? ''}>
            <a
              href={listPath(list.id, value === undefined ? rest : { ...rest, kind: value })}
              aria-current={value === chosen ? 'page' : undefined}
            >
              {name} <b>{count.toLocaleString(locale)}</b>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** A plain form, so that filters work without script and stand in the address. */
export function FilterForm({ answer: { list, filter, departments, types } }: Props) {
  const t = useText();
  const say = useSay();
  return (
    <form className="card filters no-print" action={listBase(list.id)} method="get">
      <h2>{t('list.filters')}</h2>
      {filter.kind !== undefined && <input type="hidden" name="kind" value={filter.kind} />}
      <label>
        <span>{t('list.department')}</span>
        <select name="department" defaultValue={filter.department ?? ''}>
          <option value="">{t('list.anyDepartment')}</option>
          {departments.map((one) => (
            <option key={one.value} value={one.value}>
              {t('list.choice', { name: say(one), count: one.count })}
            </option>
          ))}
        </select>
      </label>
      {types !== null && (
        <label>
          <span>{say(types.label)}</span>
          <select name="type" defaultValue={filter.type ?? ''}>
            <option value="">{t('list.any')}</option>
            {types.values.map((one) => (
              <option key={one.value} value={one.value}>
                {say(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <span>{t('list.by')}</span>
        <select name="by" defaultValue={filter.by}>
          <option value="decision">{t('list.byDecision')}</option>
          <option value="publication">{t('list.byPublication')}</option>
        </select>
      </label>
      <label>
        <span>{t('list.from')}</span>
        <input type="date" name="from" defaultValue={filter.from} />
      </label>
      <label>
        <span>{t('list.to')}</span>
        <input type="date" name="to" defaultValue={filter.to} />
      </label>
      <p className="filter-actions">
        <button type="submit" className="button">
          {t('list.apply')}
        </button>
        {isNarrowed(filter) && (
          <a className="button-quiet" href={listPath(list.id)}>
            {t('list.clear')}
          </a>
        )}
      </p>
    </form>
  );
}

/** Whether anything narrows the list. */
export function isNarrowed({ by: _by, ...filter }: ListFilter): boolean {
  return Object.keys(filter).length > 0;
}

/** Says which filters hold, for the eye and for print. */
export function FilterWords({ answer }: Props) {
  const t = useText();
  const words = useFilterWords(answer);
  if (!isNarrowed(answer.filter)) return null;
  return (
    <p className="note">
      {t('list.narrowed', { filters: words.map(({ text }) => text).join(t('list.between')) })}
    </p>
  );
}

/** Nothing found: what to leave out, and how much there is then. */
export function NothingFound({ answer }: Props) {
  const t = useText();
  const words = useFilterWords(answer);
  const { list, filter, without } = answer;
  return (
    <div className="empty">
      <p>{isNarrowed(filter) ? t('list.noneFound') : t('list.noneYet')}</p>
      <ul className="without">
        {without.map(({ name, count, rest }) => {
          const text = words.find((one) => one.name === name)?.text ?? name;
          return (
            <li key={name}>
              <a href={listPath(list.id, rest)}>{t('list.leaveOut', { text })}</a>
              <span>{t('list.leftOut', { count })}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function useFilterWords({ filter, kinds, departments, types }: ListAnswer) {
  const t = useText();
  const say = useSay();
  const day = useDay();
  const kind = kinds.find(({ classCode }) => classCode === filter.kind);
  const type = types?.values.find(({ value }) => value === filter.type);
  const department = departments.find(({ value }) => value === filter.department);
  const words: Record<FilterName, string | undefined> = {
    kind: kind && say(className(kind)),
    type: type && say(type),
    department: department && say(department),
    from: filter.from && t('list.fromDay', { day: day(filter.from) }),
    to: filter.to && t('list.toDay', { day: day(filter.to) }),
  };
  return (['kind', 'type', 'department', 'from', 'to'] as const).flatMap((name) => {
    const text = words[name];
    return text === undefined ? [] : [{ name, text }];
  });
}
