import type { Contact } from '../../../server/portal/documents.ts';
import { Chapter } from '../parts/chapter.tsx';
import { ContactCard } from '../parts/contact.tsx';
import { useFrame, useText } from '../parts/context.tsx';
import { Shell } from '../parts/shell.tsx';

const chapters = [
  {
    id: 'switches',
    heading: 'accessibility.switchesHeading',
    texts: ['accessibility.switches1', 'accessibility.switches2'],
  },
  {
    id: 'met',
    heading: 'accessibility.metHeading',
    texts: ['accessibility.met1', 'accessibility.met2', 'accessibility.met3', 'accessibility.met4'],
  },
  {
    id: 'measured',
    heading: 'accessibility.measuredHeading',
    texts: ['accessibility.measured1', 'accessibility.measured2'],
  },
  {
    id: 'limits',
    heading: 'accessibility.limitsHeading',
    texts: ['accessibility.limits1', 'accessibility.limits2', 'accessibility.limits3'],
  },
  { id: 'tell', heading: 'accessibility.tellHeading', texts: ['accessibility.tell1'] },
] as const;

/** The statement on accessibility: what is met, how it was measured, what is not met, whom to tell. */
export function Accessibility({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const frame = useFrame();
  return (
    <Shell>
      <h1>{t('accessibility.heading')}</h1>
      <p className="lead">{t('accessibility.lead')}</p>
      <p className="actions no-print">
        <a className="button-quiet" href={frame.bigHref} rel="nofollow">
          {frame.big ? t('site.normal') : t('site.big')}
        </a>
        <a className="button-quiet" href={frame.contrastHref} rel="nofollow">
          {frame.contrast ? t('site.contrastNormal') : t('site.contrastHigh')}
        </a>
      </p>
      {chapters.map((chapter) => (
        <Chapter key={chapter.id} {...chapter} />
      ))}
      <ContactCard contact={contact} />
    </Shell>
  );
}
