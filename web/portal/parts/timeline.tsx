import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import { itemPath } from '../paths.ts';
import { timelineOf, type Bar } from '../timeline.ts';
import { useDataLang, useFrame, useText } from './context.tsx';
import { ClassTag, Level, Until } from './fact.tsx';
import { Day } from './words.tsx';

const MOST = 12;
/** Fewer records are seen at a glance without a picture. */
const LEAST = 2;

/** What is public, over time: a table whose last column also draws each period. */
export function TimelineCard({ items }: { readonly items: readonly ItemSummary[] }) {
  const t = useText();
  const lang = useDataLang();
  const { today } = useFrame();
  const shown = items
    .toSorted((one, other) => other.factDate.localeCompare(one.factDate))
    .slice(0, MOST);
  if (shown.length < LEAST) return null;
  const { years, today: mark, bars } = timelineOf(shown, today);
  return (
    <section className="card" id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t('timeline.heading')}</h2>
      <p className="note">
        {t('timeline.note')}
        {items.length > MOST && t('timeline.newest', { count: MOST })}
      </p>
      <table className="timeline">
        <thead>
          <tr>
            <th scope="col">{t('timeline.matter')}</th>
            <th scope="col">{t('timeline.date')}</th>
            <th scope="col">
              {t('timeline.period')}
              <span className="timeline-years" aria-hidden="true">
                {years.map((year) => (
                  <span key={year}>{year}</span>
                ))}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((item, index) => (
            <tr key={item.publicId}>
              <th scope="row">
                <a href={itemPath(item.subject.uscc, item.publicId)} lang={lang}>
                  {item.title}
                </a>
                <span className="tags">
                  <ClassTag item={item} />
                  <Level item={item} />
                </span>
              </th>
              <td data-label={t('timeline.date')}>
                <Day date={item.factDate} />
              </td>
              <td data-label={t('item.until')}>
                <Drawn
                  bar={bars[index]}
                  mark={mark}
                  years={years.length}
                  negative={item.negative}
                />
                <span className="timeline-until">
                  {t('timeline.until')} <Until until={item.shownUntil} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DrawnProps {
  readonly bar: Bar | undefined;
  readonly mark: number;
  readonly years: number;
  readonly negative: boolean;
}

/** The period as a bar between lines of years; the words beside it say the same. */
function Drawn({ bar, mark, years, negative }: DrawnProps) {
  return (
    <svg
      className="timeline-bar"
      viewBox="0 0 100 12"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {Array.from({ length: years + 1 }, (_, year) => (
        <line
          key={year}
          className="timeline-year"
          x1={(year / years) * 100}
          x2={(year / years) * 100}
          y1="0"
          y2="12"
        />
      ))}
      {bar !== undefined && (
        <rect
          className={negative ? 'timeline-negative' : 'timeline-shown'}
          x={bar.from}
          width={Math.max(bar.length, 0.8)}
          y="3"
          height="6"
        />
      )}
      <line className="timeline-today" x1={mark} x2={mark} y1="0" y2="12" />
    </svg>
  );
}
