import type { AboutList } from '../../../server/modules/publication/list-answers.ts';
import type { Page } from '../page-data.ts';
import { Data, useFrame, useSay, useText } from '../parts/context.tsx';
import { PrintButton } from '../parts/enhanced.tsx';
import { dateLabel } from '../parts/fact.tsx';
import { ItemTable } from '../parts/item-table.tsx';
import { FilterForm, FilterWords, Kinds, NothingFound } from '../parts/list-filters.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { Day } from '../parts/words.tsx';
import { listBase, listCsvPath, listPath, listsPath } from '../paths.ts';

/** A public list under the filters of its address. */
export function List({ content }: { readonly content: Extract<Page, { page: 'list' }> }) {
  const t = useText();
  const say = useSay();
  const { locale } = useFrame();
  const { answer, first } = content;
  const { list, about, filter, items, total, ignored } = answer;
  return (
    <Shell>
      {about !== null && (
        <p className="back no-print">
          <a href={listsPath}>{t('list.allLists')}</a>
        </p>
      )}
      <h1>{say(list)}</h1>
      <p className="lead">{t(about === null ? 'list.lead' : 'list.leadNames')}</p>
      {about !== null && <About about={about} />}
      <Kinds answer={answer} />
      <FilterForm answer={answer} />
      {ignored.length > 0 && (
        <output className="note note-warning">
          {t('list.ignored', { names: ignored.join(t('list.between')) })}
        </output>
      )}
      {answer.tooManyToExport && <p className="note no-print">{t('list.tooMany')}</p>}
      <section className="card" aria-labelledby="found">
        <h2 id="found">
          {t('list.found', { count: total, number: total.toLocaleString(locale) })}
          <AsOf date={answer.asOf} label={t('subject.asOf', { date: answer.asOf })} />
        </h2>
        <FilterWords answer={answer} />
        {total > 0 && (
          <p className="list-tools no-print">
            {!answer.tooManyToExport && (
              <a className="button-quiet" href={listCsvPath(list.id, filter)} download="">
                {t('list.csv')}
              </a>
            )}
            <a className="button-quiet" href={jsonPath(list.id, listPath(list.id, filter))}>
              {t('list.json')}
            </a>
            <PrintButton label={t('item.print')} />
          </p>
        )}
        {items.length > 0 ? (
          <ItemTable
            items={items}
            day={filter.by === 'decision' ? 'factDate' : 'publishedOn'}
            dayLabel={
              filter.by === 'publication'
                ? t('list.byPublication')
                : items[0] && new Set(items.map(({ factDateLabel }) => factDateLabel)).size === 1
                  ? say(dateLabel(items[0]))
                  : t('list.byDecision')
            }
          />
        ) : (
          <NothingFound answer={answer} />
        )}
        {(answer.next !== null || !first) && (
          <p className="pages no-print">
            {answer.next !== null && (
              <a className="button-quiet" href={listPath(list.id, filter, answer.next)}>
                {t('search.next')}
              </a>
            )}
            {!first && <a href={listPath(list.id, filter)}>{t('list.first')}</a>}
          </p>
        )}
      </section>
      <p className="disclaimer">{t('list.disclaimer')}</p>
    </Shell>
  );
}

/** The same list for programs: `.json` before the filters. */
function jsonPath(id: string, path: string): string {
  return path.replace(listBase(id), `${listBase(id)}.json`);
}

/** What a list of names means, by which law, and what somebody in it can do. */
function About({ about }: { readonly about: AboutList }) {
  const t = useText();
  const say = useSay();
  return (
    <section className="card" aria-labelledby="about">
      <h2 id="about">{t('list.about')}</h2>
      <p className="text">{say(about.meaning)}</p>
      <p className="text">{say(about.rights)}</p>
      <p>
        <span className="label">{t('list.basis')}</span>
        <Data>{about.basis}</Data>
      </p>
      {about.criteria.length > 0 && (
        <p>
          <span className="label">{t('list.criteria')}</span>
          {about.criteria.map((one) => say(one)).join(t('list.between'))}
        </p>
      )}
      {about.bases.length > 0 && (
        <details className="bases">
          <summary>{t('list.bases', { count: about.bases.length })}</summary>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('list.baseName')}</th>
                <th scope="col">{t('list.baseLaw')}</th>
                <th scope="col">{t('list.baseFrom')}</th>
              </tr>
            </thead>
            <tbody>
              {about.bases.map((one) => (
                <tr key={one.value}>
                  <th scope="row">{say(one)}</th>
                  <td>
                    <Data>{one.basis}</Data>
                  </td>
                  <td data-label={t('list.baseFrom')}>
                    {one.validFrom !== null && <Day date={one.validFrom} />}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}
