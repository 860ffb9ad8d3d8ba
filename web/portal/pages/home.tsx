import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import type { Page } from '../page-data.ts';
import { useDataLang, useFrame, useSay, useText } from '../parts/context.tsx';
import { ClassTag, Level, Until } from '../parts/fact.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { Day, DocumentNumber } from '../parts/words.tsx';
import { helpPath, itemPath, subjectPath } from '../paths.ts';

export function Home({ content }: { readonly content: Extract<Page, { page: 'home' }> }) {
  const t = useText();
  const say = useSay();
  const { overview, newest } = content;
  return (
    <Shell home>
      <section className="hero">
        <h1>{t('home.heading')}</h1>
        <SearchBox large />
      </section>
      <section className="card" aria-labelledby="counts">
        <h2 id="counts">
          {t('home.countsHeading')}
          <AsOf date={overview.asOf} label={t('home.asOf', { date: overview.asOf })} />
        </h2>
        <ul className="counts counts-eight">
          <Count
            label={t('home.organisations')}
            value={overview.organisations}
            unit={t('home.unit')}
          />
          {overview.households !== null && (
            <Count label={t('home.households')} value={overview.households} unit={t('home.unit')} />
          )}
          {overview.sections.slice(1).map((section) => (
            <Count
              key={section.id}
              label={say(section)}
              value={section.count}
              unit={t('home.records', { count: section.count })}
            />
          ))}
        </ul>
      </section>
      <section className="card" aria-labelledby="newest">
        <h2 id="newest">
          {t('home.newestHeading')}
          <AsOf date={newest.asOf} label={t('home.asOf', { date: newest.asOf })} />
        </h2>
        {newest.items.length === 0 ? (
          <p className="empty">{t('home.newestNone')}</p>
        ) : (
          <Newest items={newest.items} />
        )}
      </section>
      <ul className="guides no-print">
        <Guide href="#q" title={t('home.guideSearch')} text={t('home.guideSearchText')} />
        <Guide
          href={`${helpPath}#objection`}
          title={t('home.guideObjection')}
          text={t('home.guideObjectionText')}
        />
        <Guide
          href={`${helpPath}#repair`}
          title={t('home.guideRepair')}
          text={t('home.guideRepairText')}
        />
      </ul>
    </Shell>
  );
}

function Count({
  label,
  value,
  unit,
}: {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}) {
  const { locale } = useFrame();
  return (
    <li className="count">
      <span className="count-label">{label}</span>
      <span className="count-value">
        {value.toLocaleString(locale)}
        <small>{unit}</small>
      </span>
    </li>
  );
}

/** A table on a wide screen, cards on a phone; search engines take no snippet of it. */
function Newest({ items }: { readonly items: readonly ItemSummary[] }) {
  const t = useText();
  const lang = useDataLang();
  return (
    <div data-nosnippet="">
      <p className="note">{t('home.newestNote')}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('home.columnSubject')}</th>
            <th scope="col">{t('home.columnMatter')}</th>
            <th scope="col">{t('home.columnAuthority')}</th>
            <th scope="col">{t('home.columnDate')}</th>
            <th scope="col">{t('home.columnUntil')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.publicId}>
              <th scope="row" data-label={t('home.columnSubject')}>
                <a href={subjectPath(item.subject.uscc)} lang={lang}>
                  {item.subject.name}
                </a>
              </th>
              <td data-label={t('home.columnMatter')}>
                <span className="matter">
                  <a href={itemPath(item.subject.uscc, item.publicId)} lang={lang}>
                    {item.title}
                  </a>
                  <span className="tags">
                    <ClassTag item={item} />
                    <Level item={item} />
                  </span>
                </span>
                {item.documentNumber !== null && item.documentNumber !== item.title && (
                  <span className="matter-number">
                    <DocumentNumber value={item.documentNumber} />
                  </span>
                )}
              </td>
              <td data-label={t('home.columnAuthority')}>
                <span lang={lang}>{item.authority}</span>
              </td>
              <td data-label={t('home.columnDate')}>
                <Day date={item.publishedOn} />
              </td>
              <td data-label={t('home.columnUntil')}>
                <Until until={item.shownUntil} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Guide({
  href,
  title,
  text,
}: {
  readonly href: string;
  readonly title: string;
  readonly text: string;
}) {
  return (
    <li className="guide">
      <h2>
        <a href={href}>{title}</a>
      </h2>
      <p>{text}</p>
    </li>
  );
}
