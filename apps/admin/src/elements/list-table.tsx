import type { ReactNode } from 'react';
import { DataTable, type Column } from './data-table';
import { Notice } from './notice';
import { Skeleton } from './skeleton';

interface ListTableProps<Row> {
  readonly list: {
    readonly items: readonly Row[] | undefined;
    readonly error: Error | null;
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isPlaceholderData: boolean;
    readonly fetchNextPage: () => unknown;
    readonly refetch: () => unknown;
  };
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly keyOf: (row: Row) => string;
  readonly detail?: (row: Row) => ReactNode;
  readonly empty: { readonly title: string; readonly advice: ReactNode };
}

const SKELETON_LINES = 6;

/** A list of the API in each of its states: loading, broken, empty, some of it, all of it. */
export function ListTable<Row>({ list, empty, ...table }: ListTableProps<Row>) {
  const { items, error } = list;
  if (!items) {
    if (error) return <Notice kind="error" error={error} onRetry={() => void list.refetch()} />;
    return <Skeleton lines={SKELETON_LINES} label={`Loading ${table.caption}`} />;
  }
  if (items.length === 0) {
    return (
      <Notice kind="empty" title={empty.title}>
        {empty.advice}
      </Notice>
    );
  }
  return (
    <>
      <DataTable {...table} rows={items} outdated={list.isPlaceholderData} />
      <div className="table-foot">
        <span className="faint" role="status">
          {items.length} shown{list.hasNextPage ? '' : ', that is all'}
        </span>
        {list.hasNextPage && (
          <button
            type="button"
            className="button"
            disabled={list.isFetchingNextPage}
            onClick={() => list.fetchNextPage()}
          >
            {list.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </button>
        )}
      </div>
    </>
  );
}
