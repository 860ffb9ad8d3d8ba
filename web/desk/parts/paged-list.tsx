import type { ReactNode } from 'react';
import { DataList, Pager, type ListProps } from './data-list.tsx';
import { Failure } from './failure.tsx';
import { Card } from './page.tsx';

/** What a query answered for one page of a list. */
interface Asked<T> {
  readonly data: { readonly items: readonly T[]; readonly next: string | null } | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

interface Props<T> extends Omit<ListProps<T>, 'rows'> {
  readonly asked: Asked<T>;
  /** Where this page begins; it stands in the address. */
  readonly after: string | undefined;
  readonly onGo: (after: string | undefined) => void;
  readonly filters?: ReactNode;
  /** What is open over the list. */
  readonly children?: ReactNode;
}

/** A list in its card, page by page: waiting, empty, failed or there. */
export function PagedList<T extends object>(props: Props<T>) {
  const { asked, after, onGo, filters, children, ...list } = props;
  const { data, error, refetch } = asked;
  return (
    <Card flush>
      {filters}
      {error ? (
        <Failure error={error} onRetry={() => void refetch()} />
      ) : (
        <DataList {...list} rows={data?.items} />
      )}
      {data && <Pager shown={data.items.length} after={after} next={data.next} onGo={onGo} />}
      {children}
    </Card>
  );
}
