import { Data } from '../../parts/data.tsx';
import { Value } from '../../parts/words.tsx';
import { markedParts, type Part } from './marked-parts.ts';

interface Props {
  readonly text: string;
  /** The cell as the judge showed it in each of its findings. */
  readonly shown: readonly string[];
}

/** A cell with the words that made it wait marked. */
export function Marked({ text, shown }: Props) {
  const marked = shown.map((one) => markedParts(text, one)).find(hasHit);
  if (text === '' || !marked) return <Value text={text} />;
  return marked.map(({ at, part, isHit }) =>
    isHit ? (
      <mark key={at}>
        <Data text={part} />
      </mark>
    ) : (
      <Data key={at} text={part} />
    ),
  );
}

function hasHit(parts: readonly Part[]): boolean {
  return parts.some(({ isHit }) => isHit);
}
