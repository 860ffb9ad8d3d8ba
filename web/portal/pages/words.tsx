import type { PortalKey } from '../../shared/i18n/index.ts';
import { useText } from '../parts/context.tsx';
import { SearchBox } from '../parts/search-box.tsx';
import { Shell } from '../parts/shell.tsx';

export function NotFound() {
  const t = useText();
  return (
    <Shell>
      <h1>{t('notFound.heading')}</h1>
      <p>{t('notFound.text')}</p>
      <p>{t('notFound.advice')}</p>
      <SearchBox />
    </Shell>
  );
}

export function Failure({ reference }: { readonly reference: string }) {
  const t = useText();
  return (
    <Shell>
      <h1>{t('error.heading')}</h1>
      <p>{t('error.text')}</p>
      <p>{t('error.reference', { reference })}</p>
    </Shell>
  );
}

const chapters: readonly {
  readonly id: string;
  readonly heading: PortalKey;
  readonly texts: readonly PortalKey[];
}[] = [
  { id: 'search', heading: 'help.searchHeading', texts: ['help.search1', 'help.search2'] },
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
  { id: 'sources', heading: 'help.sourcesHeading', texts: ['help.sources1', 'help.sources2'] },
  {
    id: 'accessibility',
    heading: 'help.accessibilityHeading',
    texts: ['help.accessibility1', 'help.accessibility2'],
  },
];

export function Help() {
  const t = useText();
  return (
    <Shell>
      <h1>{t('help.heading')}</h1>
      {chapters.map((chapter) => (
        <section key={chapter.id} id={chapter.id} className="card reading">
          <h2>{t(chapter.heading)}</h2>
          {chapter.texts.map((text) => (
            <p key={text}>{t(text)}</p>
          ))}
        </section>
      ))}
    </Shell>
  );
}
