import type { ReactNode } from 'react';
import { Data } from './data.tsx';
import { Value } from './words.tsx';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
  readonly code?: boolean;
  /** Takes the whole width: long text. */
  readonly wide?: boolean;
}

/** Labelled values, two beside each other where there is room. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value, code, wide }) => (
        <div key={label} className={wide ? 'fact-wide' : undefined}>
          <dt>
            <Data text={label} />
          </dt>
          <dd className={code ? 'code' : undefined}>
            {typeof value === 'string' ||
            typeof value === 'number' ||
            value === null ||
            value === undefined ? (
              <Value text={value} />
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
