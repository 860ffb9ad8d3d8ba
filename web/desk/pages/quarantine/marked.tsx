import type { Finding } from '../../calls/intake.ts';
import { Value } from '../../parts/words.tsx';
import { markedParts } from './marked-parts.ts';

interface Props {
  readonly text: string;
  readonly findings: readonly Pick<Finding, 'value'>[];
}

/** A cell with the words that made it wait marked. */
export function Marked({ text, findings }: Props) {
  if (text === '' || findings.length === 0) return <Value text={text} />;
  return markedParts(
    text,
    findings.map(({ value }) => value),
  ).map(({ at, part, isHit }) =>
    isHit ? <mark key={at}>{part}</mark> : <span key={at}>{part}</span>,
  );
}
