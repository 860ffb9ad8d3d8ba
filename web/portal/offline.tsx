import { locales, translator, type Locale, type PortalTexts } from '../shared/i18n/index.ts';

/** What is shown without a connection: static, in both languages, and no credit information at all. */
export function Offline({
  texts,
  demonstration,
}: {
  readonly texts: Readonly<Record<Locale, PortalTexts>>;
  readonly demonstration: boolean;
}) {
  return (
    <main className="wide offline">
      {locales.map((locale) => {
        const t = translator(texts[locale]);
        return (
          <section key={locale} className="card" lang={locale}>
            {locale === 'zh-CN' ? <h1>{t('offline.heading')}</h1> : <h2>{t('offline.heading')}</h2>}
            {demonstration && (
              <p className="tags">
                <span className="tag">{t('site.demonstrationWord')}</span>
              </p>
            )}
            <p>{t('offline.text')}</p>
            <p className="actions">
              <a className="button" href="/">
                {t('offline.again')}
              </a>
            </p>
          </section>
        );
      })}
    </main>
  );
}
