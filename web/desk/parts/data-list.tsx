import { Button, Skeleton, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asData } from './data.tsx';
import { usePhone } from './phone.ts';

export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly width?: number;
  readonly align?: 'right';
  /** Never breaks: codes, dates, numbers. */
  readonly code?: boolean;
  /** Left out of the cards of a narrow screen. */
  readonly wideOnly?: boolean;
  readonly render: (row: T) => ReactNode;
}

export interface ListProps<T> {
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[] | undefined;
  readonly rowKey: (row: T) => string;
  readonly empty: ReactNode;
  /** Narrower than this the table scrolls inside its card. */
  readonly minWidth?: number;
  readonly rowClass?: (row: T) => string;
}

/** Rows as a table; on a narrow screen as cards, so that nothing hides beside the screen. */
export function DataList<T extends object>(props: ListProps<T>) {
  const { label, columns, rows, rowKey, empty, minWidth, rowClass } = props;
  const phone = usePhone();
  if (rows === undefined) return <Skeleton active className="list-waiting" />;
  if (rows.length === 0) return empty;
  if (phone) return <Cards {...props} rows={rows} />;
  return (
    <Table<T>
      aria-label={label}
      dataSource={[...rows]}
      rowKey={rowKey}
      pagination={false}
      tableLayout="auto"
      {...(minWidth === undefined ? {} : { scroll: { x: minWidth } })}
      {...(rowClass === undefined ? {} : { rowClassName: rowClass })}
      columns={columns.map((column) => ({
        key: column.key,
        title: column.title,
        render: (_: unknown, row: T) => asData(column.render(row)),
        ...(column.width === undefined ? {} : { width: column.width }),
        ...(column.align === undefined ? {} : { align: column.align }),
        ...(column.code || column.align ? { className: 'code' } : {}),
      }))}
    />
  );
}

function Cards<T>({
  label,
  columns,
  rows,
  rowKey,
  rowClass,
}: ListProps<T> & { readonly rows: readonly T[] }) {
  const [first, ...others] = columns.filter((column) => !column.wideOnly);
  return (
    <ul className="list-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={rowClass?.(row)}>
          <div className="list-card-title">{first && asData(first.render(row))}</div>
          <dl>
            {others.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd className={column.code || column.align ? 'code' : undefined}>
                  {asData(column.render(row))}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

interface PagerProps {
  readonly shown: number;
  readonly total?: number | null | undefined;
  readonly after: string | undefined;
  readonly next: string | null;
  readonly onGo: (after: string | undefined) => void;
}

/** Steps through a list by position; the position stands in the address. */
export function Pager({ shown, total, after, next, onGo }: PagerProps) {
  const { t } = useTranslation('common');
  if (shown === 0 && after === undefined) return null;
  return (
    <div className="pager">
      <span className="muted code">
        {total === null || total === undefined
          ? t('page', { count: shown })
          : t('total', { count: total })}
      </span>
      {after !== undefined && (
        <Button onClick={() => window.history.back()}>{t('previous')}</Button>
      )}
      {after !== undefined && <Button onClick={() => onGo(undefined)}>{t('first')}</Button>}
      {next !== null && <Button onClick={() => onGo(next)}>{t('more')}</Button>}
    </div>
  );
}
