import type { ReactNode } from 'react';
import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import type { Said } from '../../shared/i18n/index.ts';
import { helpPath, itemPath } from '../paths.ts';
import { Data, useDataLang, useSay, useText } from './context.tsx';
import { Day, DocumentNumber, lastDay } from './words.tsx';

/** One published record in a list: what, who says so, when, shown until when, and what to do about it. */
export function Fact({ item }: { readonly item: ItemSummary }) {
  const t = useText();
  const say = useSay();
  const lang = useDataLang();
  const number = item.documentNumber === item.title ? null : item.documentNumber;
  return (
    <li className="fact">
      <div className="fact-head">
        <h3 className="fact-title" lang={lang}>
          <a href={itemPath(item.subject.uscc, item.publicId)}>{item.title}</a>
        </h3>
        <span className="tags">
          <ClassTag item={item} />
          <Level item={item} />
        </span>
      </div>
      <dl className={number === null ? 'facts facts-unnumbered' : 'facts'}>
        {number !== null && (
          <Pair label={say(numberLabel(item))}>
            <DocumentNumber value={number} />
          </Pair>
        )}
        <Pair label={t('item.authority')}>
          <Data>{item.authority}</Data>
        </Pair>
        <Pair label={say(dateLabel(item))}>
          <Day date={item.factDate} />
        </Pair>
        <Pair label={t('item.until')}>
          <Until until={item.shownUntil} />
        </Pair>
        {item.sourceUnit !== item.authority && (
          <Pair label={t('item.source')}>
            <Data>{item.sourceUnit}</Data>
          </Pair>
        )}
        <Pair label={t('item.basis')} wide>
          <Data>{item.basis}</Data>
        </Pair>
      </dl>
      <p className="fact-help no-print">
        <a href={`${helpPath}#objection`}>{t('item.objection')}</a>
        {item.negative && <a href={`${helpPath}#repair`}>{t('item.repair')}</a>}
      </p>
    </li>
  );
}

type Labels = Pick<
  ItemSummary,
  'documentNumberLabel' | 'documentNumberLabelEn' | 'factDateLabel' | 'factDateLabelEn'
>;

/** What the number of an item is called. */
export function numberLabel(item: Labels): Said {
  return { zh: item.documentNumberLabel, en: item.documentNumberLabelEn };
}

/** What the day of an item is called. */
export function dateLabel(item: Labels): Said {
  return { zh: item.factDateLabel, en: item.factDateLabelEn };
}

/** The class of information an item belongs to. */
export function className(entry: {
  readonly className: string;
  readonly classNameEn: string;
}): Said {
  return { zh: entry.className, en: entry.classNameEn };
}

export function ClassTag({ item }: { readonly item: Parameters<typeof className>[0] }) {
  const say = useSay();
  return <span className="tag">{say(className(item))}</span>;
}

const levels = {
  MINOR: 'item.levelMINOR',
  GENERAL: 'item.levelGENERAL',
  SERIOUS: 'item.levelSERIOUS',
} as const;

export function Level({ item }: { readonly item: Pick<ItemSummary, 'level' | 'levelCode'> }) {
  const t = useText();
  if (item.level === null) return null;
  const key = levels[item.levelCode as keyof typeof levels];
  return <span className="tag tag-level">{key === undefined ? item.level : t(key)}</span>;
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
