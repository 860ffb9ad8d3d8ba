import type { ReactNode } from 'react';
import {
  accessibilityPath,
  helpPath,
  homePath,
  ledgerPath,
  listPath,
  listsPath,
  noticesPath,
  policiesPath,
  verifyPath,
} from '../paths.ts';
import { localeNames } from '../../shared/i18n/index.ts';
import { useFrame, useText } from './context.tsx';
import { Day, useDay } from './words.tsx';

/** Masthead, the page itself, footer. */
export function Shell({
  children,
  home = false,
}: {
  readonly children: ReactNode;
  readonly home?: boolean;
}) {
  const t = useText();
  const frame = useFrame();
  const day = useDay();
  const other = frame.locale === 'zh-CN' ? 'en-US' : 'zh-CN';
  return (
    <>
      <a className="skip" href="#main">
        {t('site.skip')}
      </a>
      <header className="masthead">
        <div className="wide masthead-row">
          <a className="brand" href={homePath} aria-current={home ? 'page' : undefined}>
            <span className="brand-name">{t('site.name')}</span>
            <span className="brand-tagline">{t('site.tagline')}</span>
          </a>
          <nav className="menu" aria-label={t('site.navigation')}>
            <a href={homePath}>{t('site.home')}</a>
            <a href={listPath('double')}>{t('site.double')}</a>
            <a href={listPath('open')}>{t('site.open')}</a>
            <a href={listsPath}>{t('site.lists')}</a>
            <a href={verifyPath}>{t('site.verify')}</a>
            <a href={helpPath}>{t('site.help')}</a>
          </nav>
          <nav className="settings" aria-label={t('site.tools')}>
            <a href={frame.bigHref} rel="nofollow">
              {frame.big ? t('site.normal') : t('site.big')}
            </a>
            <a href={frame.contrastHref} rel="nofollow">
              {frame.contrast ? t('site.contrastNormal') : t('site.contrastHigh')}
            </a>
            <a href={frame.langHref} rel="nofollow" hrefLang={other} lang={other}>
              {localeNames[other]}
            </a>
          </nav>
        </div>
        {frame.demonstration && (
          <p className="demonstration" role="note">
            <strong>
              {t('site.demonstrationWord')}
              {frame.locale !== 'zh-CN' && <span lang="zh-CN"> 演示</span>}
            </strong>
            {t('site.demonstration')}
          </p>
        )}
      </header>
      <main id="main" className="wide" tabIndex={-1}>
        {children}
      </main>
      <footer className="footer">
        <div className="wide">
          <p className="footer-links">
            <a href={`${helpPath}#objection`}>{t('site.footerObjection')}</a>
            <a href={`${helpPath}#repair`}>{t('site.footerRepair')}</a>
            <a href={policiesPath}>{t('site.footerPolicies')}</a>
            <a href={noticesPath}>{t('site.footerNotices')}</a>
            <a href={ledgerPath}>{t('site.footerLedger')}</a>
            <a href={accessibilityPath}>{t('site.footerAccessibility')}</a>
          </p>
          <p>{t('site.footerSource')}</p>
          <p>
            {t('site.footerOrganiser')}
            <span className="gap" aria-hidden="true">
              ·
            </span>
            {t('site.footerFree')}
          </p>
          <p className="print-only">{t('site.printed', { date: day(frame.today) })}</p>
        </div>
      </footer>
    </>
  );
}

/** `截至 2026-11-22` in small print beside a heading. */
export function AsOf({ date, label }: { readonly date: string; readonly label: string }) {
  const [before = '', after = ''] = label.split(date);
  return (
    <span className="as-of">
      {before}
      <Day date={date} />
      {after}
    </span>
  );
}
