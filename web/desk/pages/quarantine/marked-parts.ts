export interface Part {
  readonly at: number;
  readonly part: string;
  readonly isHit: boolean;
}

/**
 * A text cut at the given hits. A hit that was masked (`138****5678`) fits the words it stands
 * for; a hit that is the whole text marks nothing, for then the cell itself is what is meant.
 */
export function markedParts(text: string, hits: readonly string[]): Part[] {
  const patterns = hits.filter((hit) => hit !== '' && hit !== text).map(patternOf);
  if (patterns.length === 0) return [{ at: 0, part: text, isHit: false }];
  const all = new RegExp(`(${patterns.join('|')})`, 'g');
  let at = 0;
  return text
    .split(all)
    .map((part, i) => {
      const here = { at, part, isHit: i % 2 === 1 };
      at += part.length;
      return here;
    })
    .filter(({ part }) => part !== '');
}

function patternOf(hit: string): string {
  return hit.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.{1,16}?');
}
