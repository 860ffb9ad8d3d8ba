import type {
  FieldAnswer,
  PublicSubject,
  SectionCount,
  SectionItems,
} from '../../../server/modules/publication/answers.ts';
import type { Page } from '../page-data.ts';
import { Data, useDataLang, useSay, useText } from '../parts/context.tsx';
import { CopyButton, PrintButton } from '../parts/enhanced.tsx';
import { className, Fact } from '../parts/fact.tsx';
import { FieldTable } from '../parts/field-table.tsx';
import { AsOf, Shell } from '../parts/shell.tsx';
import { TimelineCard } from '../parts/timeline.tsx';
import { Code, useDay } from '../parts/words.tsx';
import { helpPath, itemPath, reportPath, sectionPath, subjectPath } from '../paths.ts';

export function Subject({ content }: { readonly content: Extract<Page, { page: 'subject' }> }) {
  const t = useText();
  const { subject, section } = content;
  const [registration, ...rest] = subject.sections;
  return (
    <Shell>
      <Head subject={subject} />
      {section === null ? (
        <>
          <Counts subject={subject} />
          <TimelineCard items={rest.flatMap(({ items }) => items)} />
          <Basics subject={subject} changes={registration} />
          {rest.map((entry) => (
            <SectionCard key={entry.id} subject={subject} section={entry} whole={false} />
          ))}
        </>
      ) : (
        <>
          <p className="back no-print">
            <a href={subjectPath(subject.uscc)}>{t('subject.back')}</a>
          </p>
          {subject.sections.map((entry) => (
            <SectionCard key={entry.id} subject={subject} section={entry} whole />
          ))}
        </>
      )}
      <p className="disclaimer">{t('subject.disclaimer')}</p>
      {!subject.household && <ReportForm uscc={subject.uscc} />}
      <p className="actions no-print">
        <PrintButton label={t('subject.print')} />
        <a className="button-quiet" href={`${helpPath}#objection`}>
          {t('subject.objection')}
        </a>
        {subject.negative && (
          <a className="button-quiet" href={`${helpPath}#repair`}>
            {t('subject.repair')}
          </a>
        )}
      </p>
    </Shell>
  );
}

/** Issues a report; a form, because each download makes a new one. */
function ReportForm({ uscc }: { readonly uscc: string }) {
  const t = useText();
  return (
    <form className="report-form no-print" action={reportPath(uscc)} method="post">
      <button type="submit" className="button">
        {t('subject.report')}
      </button>
      <span className="hint">{t('subject.reportNote')}</span>
    </form>
  );
}

function Head({ subject }: { readonly subject: PublicSubject }) {
  const t = useText();
  const lang = useDataLang();
  return (
    <header className="card subject-head">
      <h1 lang={lang}>{subject.name}</h1>
      <p className="subject-code">
        <span className="label">{t('subject.code')}</span>
        <Code value={subject.uscc} />
        <CopyButton value={subject.uscc} label={t('subject.copy')} done={t('subject.copied')} />
      </p>
      <p className="tags">
        <Kind subject={subject} />
        {subject.status !== null && (
          <span className="tag" lang={lang}>
            {subject.status}
          </span>
        )}
        {subject.provisional && <span className="tag tag-warning">{t('subject.provisional')}</span>}
      </p>
      {subject.formerNames.length > 0 && (
        <p>
          <span className="label">{t('subject.formerNames')}</span>
          <Data>{subject.formerNames.join('；')}</Data>
        </p>
      )}
      {subject.provisional && <p className="note">{t('subject.provisionalNote')}</p>}
      {subject.household && <p className="note">{t('subject.household')}</p>}
    </header>
  );
}

const kinds = {
  LEGAL_PERSON: 'subject.kindLEGAL_PERSON',
  UNINCORPORATED: 'subject.kindUNINCORPORATED',
  INDIVIDUAL_BUSINESS: 'subject.kindINDIVIDUAL_BUSINESS',
  GOVERNMENT: 'subject.kindGOVERNMENT',
} as const;

function Kind({ subject }: { readonly subject: PublicSubject }) {
  const t = useText();
  const key = kinds[subject.kindCode as keyof typeof kinds];
  return <span className="tag">{key === undefined ? subject.kind : t(key)}</span>;
}

/** Summary and table of contents in one; zero stands there with its date. */
function Counts({ subject }: { readonly subject: PublicSubject }) {
  const t = useText();
  const say = useSay();
  return (
    <nav className="card" aria-labelledby="counts">
      <h2 id="counts">
        {t('subject.countsHeading')}
        <AsOf date={subject.countedOn} label={t('subject.asOf', { date: subject.countedOn })} />
      </h2>
      <Summary subject={subject} />
      <ul className="counts">
        {subject.counts.slice(1).map((section) => (
          <li
            key={section.id}
            className={section.count === 0 ? 'count count-linked count-zero' : 'count count-linked'}
          >
            <a href={`#${section.id}`}>
              <span className="count-label">{say(section)}</span>
              <span className="count-value">
                {section.count}
                <small>{t('home.records', { count: section.count })}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** What is public, in one sentence: a penalty must not hide in the number of a section. */
function Summary({ subject }: { readonly subject: PublicSubject }) {
  const t = useText();
  const say = useSay();
  const classes = subject.counts
    .slice(1)
    .flatMap((section) => section.classes)
    .filter((entry) => entry.count > 0);
  const count = classes.reduce((total, entry) => total + entry.count, 0);
  const parts = classes.map((entry) =>
    t('subject.classCount', { name: say(className(entry)), count: entry.count }),
  );
  return (
    <p className="summary">
      {count === 0
        ? t('subject.summaryNone')
        : t('subject.summary', { count, classes: parts.join(t('site.listComma')) })}
    </p>
  );
}

function Basics({
  subject,
  changes,
}: {
  readonly subject: PublicSubject;
  readonly changes: SectionItems | undefined;
}) {
  const t = useText();
  const day = useDay();
  const source = subject.basicsSource;
  return (
    <section className="card" id="registration" aria-labelledby="basics">
      <h2 id="basics">{t('subject.basicsHeading')}</h2>
      {source === null ? (
        <p className="empty">{t('subject.basicsNone', { date: day(subject.countedOn) })}</p>
      ) : (
        <>
          <p className="note">
            <span>
              {t('subject.source')}
              <Data>{source.sourceUnit}</Data>
            </span>
            <span className="gap" aria-hidden="true">
              ·
            </span>
            <AsOf
              date={source.publishedOn}
              label={t('subject.publishedOn', { date: source.publishedOn })}
            />
            <span className="gap no-print" aria-hidden="true">
              ·
            </span>
            <a className="no-print" href={itemPath(subject.uscc, source.publicId)}>
              {t('subject.showBasics')}
            </a>
          </p>
          <FieldTable fields={subject.basics.filter((field) => !isInHead(subject, field))} />
        </>
      )}
      {changes !== undefined && changes.items.length > 0 && (
        <>
          <h3 className="subheading">{t('subject.more')}</h3>
          <Facts section={changes} />
          <More subject={subject} section={changes} whole={false} />
        </>
      )}
    </section>
  );
}

/** Name and codes stand above already; a phone has no room for them twice. */
function isInHead(subject: PublicSubject, field: FieldAnswer): boolean {
  return field.kind === 'uscc' || field.value === subject.name;
}

interface SectionProps {
  readonly subject: PublicSubject;
  readonly section: SectionItems;
  /** Whether this page shows the section alone, page by page. */
  readonly whole: boolean;
}

function SectionCard({ subject, section, whole }: SectionProps) {
  const t = useText();
  const say = useSay();
  const day = useDay();
  const classes = subject.counts.find((entry) => entry.id === section.id)?.classes ?? [];
  // Zero with its day says all there is to say; the section keeps its address.
  const short = section.count === 0 && !whole;
  return (
    <section
      className={short ? 'card card-short' : 'card'}
      id={section.id}
      aria-labelledby={`${section.id}-title`}
    >
      <h2 id={`${section.id}-title`}>
        {say(section)}
        <span className="number-of">{t('subject.records', { count: section.count })}</span>
        <AsOf date={subject.countedOn} label={t('subject.asOf', { date: subject.countedOn })} />
      </h2>
      {classes.length > 1 && section.count > 0 && <ClassCounts classes={classes} />}
      {section.items.length > 0 && <Facts section={section} />}
      {section.items.length === 0 && !short && (
        <p className="empty">{t('subject.none', { date: day(subject.countedOn) })}</p>
      )}
      <More subject={subject} section={section} whole={whole} />
    </section>
  );
}

function ClassCounts({ classes }: { readonly classes: SectionCount['classes'] }) {
  const say = useSay();
  return (
    <ul className="class-counts">
      {classes.map((entry) => (
        <li key={entry.classCode} className={entry.count === 0 ? 'zero' : undefined}>
          {say(className(entry))} <b>{entry.count}</b>
        </li>
      ))}
    </ul>
  );
}

function Facts({ section }: { readonly section: SectionItems }) {
  return (
    <ul className="fact-list">
      {section.items.map((item) => (
        <Fact key={item.publicId} item={item} />
      ))}
    </ul>
  );
}

function More({ subject, section, whole }: SectionProps) {
  const t = useText();
  if (section.next === null) return null;
  return (
    <p className="pages no-print">
      <a
        className="button-quiet"
        href={
          whole
            ? sectionPath(subject.uscc, section.id, section.next)
            : sectionPath(subject.uscc, section.id)
        }
      >
        {whole ? t('subject.next') : t('subject.all', { count: section.count })}
      </a>
    </p>
  );
}
