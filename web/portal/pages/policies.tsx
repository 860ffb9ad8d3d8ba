import type { DatedDocument } from '../../../server/portal/documents.ts';
import type { Page } from '../page-data.ts';
import { useDataLang, useFrame, useSay, useText } from '../parts/context.tsx';
import { PrintButton } from '../parts/enhanced.tsx';
import { Pair } from '../parts/fact.tsx';
import { Shell } from '../parts/shell.tsx';
import { Day, DocumentNumber } from '../parts/words.tsx';
import { policiesPath, policyPath } from '../paths.ts';

/** What the platform follows, what is in force first. */
export function Policies({ content }: { readonly content: Extract<Page, { page: 'policies' }> }) {
  const t = useText();
  const { q, documents } = content;
  return (
    <Shell>
      <h1>{t('policies.heading')}</h1>
      <p className="lead">{t('policies.lead')}</p>
      <search>
        <form className="search-box" action={policiesPath} method="get">
          <label className="search-label" htmlFor="q">
            {t('policies.search')}
          </label>
          <div className="search-row">
            <input
              id="q"
              name="q"
              type="search"
              defaultValue={q}
              maxLength={100}
              autoComplete="off"
              enterKeyHint="search"
            />
            <button type="submit" className="button">
              {t('searchBox.button')}
            </button>
          </div>
        </form>
      </search>
      <section className="card" aria-labelledby="found">
        <h2 id="found">{t('policies.found', { count: documents.length })}</h2>
        {documents.length === 0 ? (
          <p className="empty">
            {t('policies.none')} <a href={policiesPath}>{t('policies.all')}</a>
          </p>
        ) : (
          <ul className="fact-list">
            {documents.map((document) => (
              <Entry key={document.id} document={document} />
            ))}
          </ul>
        )}
      </section>
    </Shell>
  );
}

function Entry({ document }: { readonly document: DatedDocument }) {
  return (
    <li className="fact">
      <div className="fact-head">
        <h3 className="fact-title">
          <a href={policyPath(document.id)}>
            <Title document={document} />
          </a>
        </h3>
        <Tags document={document} />
      </div>
      <Facts document={document} />
    </li>
  );
}

/** The Chinese title is the title; on an English page its translation stands before it. */
function Title({ document }: { readonly document: DatedDocument }) {
  const { locale } = useFrame();
  if (locale === 'zh-CN') return <>{document.title}</>;
  return (
    <>
      {document.titleEn} <span lang="zh-CN">{document.title}</span>
    </>
  );
}

const kinds = {
  LAW: 'policies.kindLAW',
  REGULATION: 'policies.kindREGULATION',
  ORDER: 'policies.kindORDER',
  NOTICE: 'policies.kindNOTICE',
  STANDARD: 'policies.kindSTANDARD',
  DISTRICT: 'policies.kindDISTRICT',
} as const;
const states = {
  COMING: 'policies.statusCOMING',
  IN_FORCE: 'policies.statusIN_FORCE',
  ENDED: 'policies.statusENDED',
} as const;
const certainties = {
  known: 'policies.certaintyKnown',
  source: 'policies.certaintySource',
  assumed: 'policies.certaintyAssumed',
} as const;

function Tags({ document }: { readonly document: DatedDocument }) {
  const t = useText();
  return (
    <span className="tags">
      <span className="tag">{t(kinds[document.kind])}</span>
      <span className={document.status === 'IN_FORCE' ? 'tag' : 'tag tag-warning'}>
        {t(states[document.status])}
      </span>
    </span>
  );
}

function Facts({ document }: { readonly document: DatedDocument }) {
  const t = useText();
  const say = useSay();
  const lang = useDataLang();
  return (
    <dl className="facts">
      {document.number !== null && (
        <Pair label={t('policies.number')}>
          <span lang={lang}>
            <DocumentNumber value={document.number} />
          </span>
        </Pair>
      )}
      <Pair label={t('policies.issuer')}>
        {say({ zh: document.issuer, en: document.issuerEn })}
      </Pair>
      <Pair label={t('policies.validFrom')}>
        <Day date={document.validFrom} />
      </Pair>
      {document.validTo !== null && (
        <Pair label={t('policies.validTo')}>
          <Day date={document.validTo} />
        </Pair>
      )}
    </dl>
  );
}

/** One document: what it is, since when, and what the platform takes from it. */
export function PolicyDocument({ document }: { readonly document: DatedDocument }) {
  const t = useText();
  const say = useSay();
  return (
    <Shell>
      <nav className="back no-print" aria-label={t('item.breadcrumb')}>
        <a href={policiesPath}>{t('policies.heading')}</a>
      </nav>
      <article className="card">
        <h1>
          <Title document={document} />
        </h1>
        <p className="actions">
          <Tags document={document} />
        </p>
        <Facts document={document} />
        <dl className="facts">
          <Pair label={t('policies.issuedOn')}>
            {document.issuedOn === null ? (
              t('policies.unconfirmed')
            ) : (
              <Day date={document.issuedOn} />
            )}
          </Pair>
          <Pair label={t('policies.certainty')} wide>
            {t(certainties[document.certainty])}
          </Pair>
        </dl>
        <h2 className="subheading">{t('policies.used')}</h2>
        <p className="reading">{say({ zh: document.used, en: document.usedEn })}</p>
        <p className="note">{t('policies.official')}</p>
      </article>
      <p className="actions no-print">
        <PrintButton label={t('item.print')} />
      </p>
    </Shell>
  );
}
