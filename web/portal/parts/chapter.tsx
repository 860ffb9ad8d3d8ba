import type { PortalKey } from '../../shared/i18n/index.ts';
import { useText } from './context.tsx';

interface ChapterProps {
  readonly id: string;
  readonly heading: PortalKey;
  readonly texts: readonly PortalKey[];
}

/** A heading with paragraphs, at an address of its own. */
export function Chapter({ id, heading, texts }: ChapterProps) {
  const t = useText();
  return (
    <section id={id} className="card reading" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t(heading)}</h2>
      {texts.map((text) => (
        <p key={text}>{t(text)}</p>
      ))}
    </section>
  );
}
