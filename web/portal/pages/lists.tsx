import type { Page } from '../page-data.ts';
import { Data, useFrame, useSay, useText } from '../parts/context.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { listPath } from '../paths.ts';

/** The lists of names, each with what it means and how many stand in it. */
export function Lists({ content }: { readonly content: Extract<Page, { page: 'lists' }> }) {
  const t = useText();
  const say = useSay();
  const { locale } = useFrame();
  const { lists, asOf } = content.answer;
  return (
    <Shell>
      <h1>{t('list.listsHeading')}</h1>
      <p className="lead">{t('list.leadNames')}</p>
      {lists.map((list) => (
        <section key={list.id} className="card" aria-labelledby={list.id}>
          <h2 id={list.id}>
            <a href={listPath(list.id)}>{say(list)}</a>
            <span className="number-of">
              {t('list.found', { count: list.count, number: list.count.toLocaleString(locale) })}
            </span>
            <AsOf date={asOf} label={t('subject.asOf', { date: asOf })} />
          </h2>
          {list.about !== null && (
            <>
              <p className="text">{say(list.about.meaning)}</p>
              <p className="note">
                <span className="label">{t('list.basis')}</span>
                <Data>{list.about.basis}</Data>
              </p>
            </>
          )}
        </section>
      ))}
      <p className="disclaimer">{t('list.disclaimer')}</p>
    </Shell>
  );
}
