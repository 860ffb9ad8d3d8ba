import type { ReactNode } from 'react';
import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import { helpPath, itemPath } from '../paths.ts';
import { useText } from './context.tsx';
import { Day, DocumentNumber, lastDay } from './words.tsx';

/** One published record in a list: what, who says so, when, shown until when, and what to do about it. */
export function Fact({ item }: { readonly item: ItemSummary }) {
  const t = useText();
  const number = item.documentNumber === item.title ? null : item.documentNumber;
  return (
    <li className="fact">
      <div className="fact-head">
        <h3 className="fact-title">
          <a href={itemPath(item.subject.uscc, item.publicId)}>{item.title}</a>
        </h3>
        <span className="tags">
          <span className="tag">{item.className}</span>
          <Level item={item} />
        </span>
      </div>
      <dl className={number === null ? 'facts facts-unnumbered' : 'facts'}>
        {number !== null && (
          <Pair label={item.documentNumberLabel}>
            <DocumentNumber value={number} />
          </Pair>
        )}
        <Pair label={t('item.authority')}>{item.authority}</Pair>
        <Pair label={item.factDateLabel}>
          <Day date={item.factDate} />
        </Pair>
        <Pair label={t('item.until')}>
          <Until until={item.shownUntil} />
        </Pair>
        {item.sourceUnit !== item.authority && (
          <Pair label={t('item.source')}>{item.sourceUnit}</Pair>
        )}
        <Pair label={t('item.basis')} wide>
          {item.basis}
        </Pair>
      </dl>
      <p className="fact-help no-print">
        <a href={`${helpPath}#objection`}>{t('item.objection')}</a>
        {item.negative && <a href={`${helpPath}#repair`}>{t('item.repair')}</a>}
      </p>
    </li>
  );
}

export function Level({ item }: { readonly item: Pick<ItemSummary, 'level'> }) {
  const t = useText();
  return item.level === null ? null : (
    <span className="tag tag-level">{t('item.levelText', { level: item.level })}</span>
  );
}

/** The last day of publicity, in words when there is none. */
export function Until({ until }: { readonly until: string | null }) {
  const t = useText();
  return until === null ? <>{t('item.untilOpen')}</> : <Day date={lastDay(until)} />;
}

interface PairProps {
  readonly label: string;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A label and what it says; a wide one takes the whole row. */
export function Pair({ label, children, wide = false }: PairProps) {
  return (
    <div className={wide ? 'pair pair-wide' : 'pair'}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
