import type { ItemSummary } from '../../../server/modules/publication/answers.ts';
import { itemPath, subjectPath } from '../paths.ts';
import { useDataLang, useText } from './context.tsx';
import { ClassTag, Level, Until } from './fact.tsx';
import { Day, DocumentNumber } from './words.tsx';

interface TableProps {
  readonly items: readonly ItemSummary[];
  /** Which day of an item is shown, and what it is called. */
  readonly day: 'factDate' | 'publishedOn';
  readonly dayLabel: string;
}

/** Items of organisations: a table on a wide screen, cards on a phone; search engines take no snippet of it. */
export function ItemTable({ items, day, dayLabel }: TableProps) {
  const t = useText();
  const lang = useDataLang();
  return (
    <table className="table" data-nosnippet="">
      <thead>
        <tr>
          <th scope="col">{t('list.columnSubject')}</th>
          <th scope="col">{t('list.columnMatter')}</th>
          <th scope="col">{t('item.authority')}</th>
          <th scope="col">{dayLabel}</th>
          <th scope="col">{t('item.until')}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.publicId}>
            <th scope="row" data-label={t('list.columnSubject')}>
              <a href={subjectPath(item.subject.uscc)} lang={lang}>
                {item.subject.name}
              </a>
            </th>
            <td data-label={t('list.columnMatter')}>
              <span className="matter">
                <a href={itemPath(item.subject.uscc, item.publicId)} lang={lang}>
                  {item.title}
                </a>
                <span className="tags">
                  <ClassTag item={item} />
                  <Level item={item} />
                </span>
              </span>
              {item.documentNumber !== null && item.documentNumber !== item.title && (
                <span className="matter-number" lang={lang}>
                  <DocumentNumber value={item.documentNumber} />
                </span>
              )}
            </td>
            <td data-label={t('item.authority')}>
              <span lang={lang}>{item.authority}</span>
            </td>
            <td data-label={dayLabel}>
              <Day date={item[day]} />
            </td>
            <td data-label={t('item.until')}>
              <Until until={item.shownUntil} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
