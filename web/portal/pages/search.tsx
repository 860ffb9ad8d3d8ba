import type { SearchHit } from '../../../server/modules/publication/answers.ts';
import type { Page } from '../page-data.ts';
import { Data, useDataLang, useSay, useText } from '../parts/context.tsx';
import { Pair } from '../parts/fact.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { Code, Day } from '../parts/words.tsx';
import { searchPath, subjectPath } from '../paths.ts';

export function Search({ content }: { readonly content: Extract<Page, { page: 'search' }> }) {
  const t = useText();
  const say = useSay();
  const { q, answer } = content;
  if (answer.refusal !== null) {
    return (
      <Shell>
        <h1>{t('search.heading')}</h1>
        <div className="problem" role="alert">
          <h2>{t('search.problem')}</h2>
          <p>{say(answer.refusal)}</p>
        </div>
        <SearchBox q={q} />
      </Shell>
    );
  }
  const found = answer.atLeast
    ? t('search.foundAtLeast', { count: answer.total })
    : t('search.found', { count: answer.total });
  return (
    <Shell>
      <h1>{t('search.heading')}</h1>
      <SearchBox q={q} />
      {answer.hits.length === 0 ? (
        <Nothing q={q} date={answer.searchedOn} />
      ) : (
        <section className="card" aria-labelledby="found">
          <h2 id="found">
            {found}
            <AsOf
              date={answer.searchedOn}
              label={t('search.noneDate', { date: answer.searchedOn })}
            />
          </h2>
          <ol className="hits">
            {answer.hits.map((hit) => (
              <Hit key={hit.uscc} hit={hit} />
            ))}
          </ol>
          {answer.next !== null && (
            <p className="pages no-print">
              <a className="button-quiet" href={searchPath(q, answer.next)} rel="next nofollow">
                {t('search.next')}
              </a>
            </p>
          )}
        </section>
      )}
    </Shell>
  );
}

function Hit({ hit }: { readonly hit: SearchHit }) {
  const t = useText();
  const lang = useDataLang();
  const former = hit.reason.code.startsWith('FORMER');
  const marked = hit.segments.map((segment, index) =>
    segment.marked ? (
      <mark key={index}>{segment.text}</mark>
    ) : (
      <span key={index}>{segment.text}</span>
    ),
  );
  return (
    <li className="hit">
      <div className="hit-head">
        <h3 className="hit-name">
          <a href={subjectPath(hit.uscc)} lang={lang}>
            {former || hit.reason.code === 'CODE' ? hit.name : marked}
          </a>
        </h3>
        <span className="tag">{t(`search.matched${hit.reason.code}`)}</span>
      </div>
      {former && (
        <p className="hit-former">
          {t('search.formerName')}
          <Data>{marked}</Data>
        </p>
      )}
      <dl className="facts">
        <Pair label={t('search.code')}>
          {hit.reason.code === 'CODE' ? (
            <mark>
              <Code value={hit.uscc} />
            </mark>
          ) : (
            <Code value={hit.uscc} />
          )}
        </Pair>
        {hit.status !== null && (
          <Pair label={t('search.status')}>
            <Data>{hit.status}</Data>
          </Pair>
        )}
        {hit.provisional && <Pair label={t('search.status')}>{t('subject.provisional')}</Pair>}
        {hit.registeredOn !== null && (
          <Pair label={t('search.registered')}>
            <Day date={hit.registeredOn} />
          </Pair>
        )}
      </dl>
    </li>
  );
}

function Nothing({ q, date }: { readonly q: string; readonly date: string }) {
  const t = useText();
  return (
    <section className="card" aria-labelledby="none">
      <h2 id="none">
        {t('search.none', { q })}
        <AsOf date={date} label={t('search.noneDate', { date })} />
      </h2>
      <ul className="tips">
        <li>{t('search.noneTip1')}</li>
        <li>{t('search.noneTip2')}</li>
        <li>{t('search.noneTip3')}</li>
        <li>{t('search.noneTip4')}</li>
      </ul>
    </section>
  );
}
