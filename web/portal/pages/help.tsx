import type { Contact } from '../../../server/portal/documents.ts';
import { Chapter } from '../parts/chapter.tsx';
import { ContactCard } from '../parts/contact.tsx';
import { useText } from '../parts/context.tsx';
import { Shell } from '../parts/shell.tsx';
import { accessibilityPath, ledgerPath, noticesPath, policiesPath, verifyPath } from '../paths.ts';

const chapters = [
  { id: 'search', heading: 'help.searchHeading', texts: ['help.search1', 'help.search2'] },
  {
    id: 'reading',
    heading: 'help.readingHeading',
    texts: ['help.reading1', 'help.reading2', 'help.reading3'],
  },
  {
    id: 'objection',
    heading: 'help.objectionHeading',
    texts: ['help.objection1', 'help.objection2', 'help.objection3'],
  },
  {
    id: 'repair',
    heading: 'help.repairHeading',
    texts: ['help.repair1', 'help.repair2', 'help.repair3', 'help.repair4'],
  },
  { id: 'report', heading: 'help.reportHeading', texts: ['help.report1', 'help.report2'] },
  { id: 'sources', heading: 'help.sourcesHeading', texts: ['help.sources1', 'help.sources2'] },
] as const;

const more = [
  { href: verifyPath, text: 'site.verify' },
  { href: ledgerPath, text: 'site.footerLedger' },
  { href: policiesPath, text: 'site.footerPolicies' },
  { href: noticesPath, text: 'site.footerNotices' },
  { href: accessibilityPath, text: 'site.footerAccessibility' },
] as const;

export function Help({ contact }: { readonly contact: Contact }) {
  const t = useText();
  return (
    <Shell>
      <h1>{t('help.heading')}</h1>
      <nav className="no-print" aria-label={t('help.contents')}>
        <ul className="contents">
          {chapters.map(({ id, heading }) => (
            <li key={id}>
              <a href={`#${id}`}>{t(heading)}</a>
            </li>
          ))}
          <li>
            <a href="#contact">{t('help.contactHeading')}</a>
          </li>
        </ul>
      </nav>
      {chapters.map((chapter) => (
        <Chapter key={chapter.id} {...chapter} />
      ))}
      <ContactCard contact={contact} />
      <p className="actions no-print">
        {more.map(({ href, text }) => (
          <a key={href} className="button-quiet" href={href}>
            {t(text)}
          </a>
        ))}
      </p>
    </Shell>
  );
}
