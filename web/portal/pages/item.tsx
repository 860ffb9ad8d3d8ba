import type { Page } from '../page-data.ts';
import { Data, useDataLang, useSay, useText } from '../parts/context.tsx';
import { PrintButton } from '../parts/enhanced.tsx';
import { className, ClassTag, dateLabel, Level, numberLabel, Pair } from '../parts/fact.tsx';
import { FieldTable } from '../parts/field-table.tsx';
import { Shell } from '../parts/shell.tsx';
import { Code, Day, DocumentNumber, lastDay, useDay } from '../parts/words.tsx';
import { helpPath, subjectPath } from '../paths.ts';

export function Item({ content }: { readonly content: Extract<Page, { page: 'item' }> }) {
  const t = useText();
  const say = useSay();
  const day = useDay();
  const lang = useDataLang();
  const { item } = content;
  return (
    <Shell>
      <nav className="back no-print" aria-label={t('item.breadcrumb')}>
        <a href={subjectPath(item.subject.uscc)} lang={lang}>
          {item.subject.name}
        </a>
        <span aria-hidden="true"> › </span>
        <span aria-current="page">{say(className(item))}</span>
      </nav>
      <article>
        <header className="card subject-head">
          <p className="tags">
            <ClassTag item={item} />
            <Level item={item} />
          </p>
          <h1 lang={lang}>{item.title}</h1>
          {item.documentNumber !== null && item.documentNumber !== item.title && (
            <p className="subject-code">
              <span className="label">{say(numberLabel(item))}</span>
              <DocumentNumber value={item.documentNumber} />
            </p>
          )}
          <p className="subject-code">
            <span className="label">{t('item.subject')}</span>
            <a href={subjectPath(item.subject.uscc)} lang={lang}>
              {item.subject.name}
            </a>
            <Code value={item.subject.uscc} />
          </p>
        </header>
        <section className="card" aria-labelledby="provenance">
          <h2 id="provenance">{t('item.provenanceHeading')}</h2>
          <dl className="facts facts-wide">
            <Pair label={t('item.authority')}>
              <Data>{item.authority}</Data>
            </Pair>
            <Pair label={t('item.source')}>
              <Data>{item.sourceUnit}</Data>
            </Pair>
            <Pair label={say(dateLabel(item))}>
              <Day date={item.factDate} />
            </Pair>
            <Pair label={t('item.publishedOn')}>
              <Day date={item.publishedOn} />
            </Pair>
            <Pair label={t('item.until')} wide>
              {item.shownUntil === null ? (
                t('item.untilOpen')
              ) : (
                <>
                  <Day date={lastDay(item.shownUntil)} />
                  <span className="aside">
                    {t('item.untilEnds', { date: day(item.shownUntil) })}
                  </span>
                </>
              )}
            </Pair>
            <Pair label={t('item.basis')} wide>
              <Data>{item.basis}</Data>
            </Pair>
          </dl>
        </section>
        <section className="card" aria-labelledby="content">
          <h2 id="content">{t('item.fieldsHeading')}</h2>
          <p className="note">{t('item.fieldsNote')}</p>
          {item.household && <p className="note">{t('subject.household')}</p>}
          <FieldTable fields={item.fields} />
        </section>
      </article>
      <section className="card no-print" aria-labelledby="help">
        <h2 id="help">{t('item.help')}</h2>
        <p>{item.negative ? t('item.helpText') : t('item.helpTextNeutral')}</p>
        <p className="actions">
          <a className="button-quiet" href={`${helpPath}#objection`}>
            {t('item.objection')}
          </a>
          {item.negative && (
            <a className="button-quiet" href={`${helpPath}#repair`}>
              {t('item.repair')}
            </a>
          )}
          <PrintButton label={t('item.print')} />
        </p>
      </section>
    </Shell>
  );
}
