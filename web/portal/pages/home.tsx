import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import type { Page } from '../page-data.ts';
import { useFrame, useSay, useText } from '../parts/context.tsx';
import { ItemTable } from '../parts/item-table.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { helpPath, listPath, listsPath, verifyPath } from '../paths.ts';

/** What people come for, most frequent first. */
const tasks = [
  { href: listPath('double'), title: 'home.taskDouble', text: 'home.taskDoubleText' },
  { href: listPath('open'), title: 'home.taskOpen', text: 'home.taskOpenText' },
  { href: listsPath, title: 'home.taskLists', text: 'home.taskListsText' },
  { href: verifyPath, title: 'home.taskVerify', text: 'home.taskVerifyText' },
  {
    href: `${helpPath}#objection`,
    title: 'home.guideObjection',
    text: 'home.guideObjectionText',
  },
  { href: `${helpPath}#repair`, title: 'home.guideRepair', text: 'home.guideRepairText' },
] as const;

export function Home({ content }: { readonly content: Extract<Page, { page: 'home' }> }) {
  const t = useText();
  const say = useSay();
  const { overview, licences, penalties } = content;
  return (
    <Shell home>
      <section className="hero">
        <h1>{t('home.heading')}</h1>
        <SearchBox large />
      </section>
      <ul className="guides no-print">
        {tasks.map(({ href, title, text }) => (
          <Guide key={href} href={href} title={t(title)} text={t(text)} />
        ))}
      </ul>
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
      <Newest
        id="ADMIN_LICENCE"
        heading={t('home.newestLicences')}
        items={licences}
        asOf={overview.asOf}
      />
      <Newest
        id="ADMIN_PENALTY"
        heading={t('home.newestPenalties')}
        items={penalties}
        asOf={overview.asOf}
      />
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

interface NewestProps {
  /** Class of information; the whole list is under 双公示. */
  readonly id: string;
  readonly heading: string;
  readonly items: readonly ItemSummary[];
  readonly asOf: string;
}

function Newest({ id, heading, items, asOf }: NewestProps) {
  const t = useText();
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>
        {heading}
        <AsOf date={asOf} label={t('home.asOf', { date: asOf })} />
        <a
          className="more no-print"
          href={listPath('double', { kind: id, by: 'publication' })}
          aria-label={`${t('home.more')} ${heading}`}
        >
          {t('home.more')}
        </a>
      </h2>
      {items.length === 0 ? (
        <p className="empty">{t('home.newestNone')}</p>
      ) : (
        <ItemTable items={items} day="publishedOn" dayLabel={t('list.byPublication')} />
      )}
    </section>
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
