import type { Notice } from '../../../server/portal/notices.ts';
import { Data, useDataLang, useText } from '../parts/context.tsx';
import { PrintButton } from '../parts/enhanced.tsx';
import { Shell } from '../parts/shell.tsx';
import { Day } from '../parts/words.tsx';
import { noticePath, noticesPath } from '../paths.ts';

export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  const t = useText();
  return (
    <Shell>
      <h1>{t('notices.heading')}</h1>
      <section className="card" aria-label={t('notices.heading')}>
        {notices.length === 0 ? (
          <p className="empty">{t('notices.none')}</p>
        ) : (
          <NoticeList notices={notices} />
        )}
      </section>
    </Shell>
  );
}

/** Notices by their titles, the newest first. */
export function NoticeList({ notices }: { readonly notices: readonly Notice[] }) {
  const lang = useDataLang();
  return (
    <ul className="notices">
      {notices.map(({ id, title, date }) => (
        <li key={id}>
          <a href={noticePath(id)} lang={lang}>
            {title}
          </a>
          <Day date={date} />
        </li>
      ))}
    </ul>
  );
}

export function NoticePage({ notice }: { readonly notice: Notice }) {
  const t = useText();
  const lang = useDataLang();
  return (
    <Shell>
      <nav className="back no-print" aria-label={t('item.breadcrumb')}>
        <a href={noticesPath}>{t('notices.heading')}</a>
      </nav>
      <article className="card">
        <h1 lang={lang}>{notice.title}</h1>
        <p className="note">
          <Data>{notice.issuer}</Data>
          <span className="gap" aria-hidden="true">
            ·
          </span>
          <Day date={notice.date} />
        </p>
        <div className="reading" lang={lang}>
          {notice.paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </article>
      <p className="actions no-print">
        <PrintButton label={t('item.print')} />
      </p>
    </Shell>
  );
}
