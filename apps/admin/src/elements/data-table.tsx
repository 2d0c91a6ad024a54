import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly name: string;
  readonly show: (row: Row) => ReactNode;
  /** Figures stand flush right, so that their digits line up. */
  readonly figure?: boolean;
  /** Something to press needs no heading in sight. */
  readonly action?: boolean;
  /** The heading of the card that a row becomes on a narrow screen. */
  readonly lead?: boolean;
}

interface DataTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** True while what is shown answers an older question. */
  readonly outdated?: boolean;
}

/**
 * A table that becomes a list of cards on a narrow screen. The roles are spelled out because a browser drops
 * them from a table whose rows are no longer laid out as such.
 */
export function DataTable<Row>({ caption, columns, rows, keyOf, outdated = false }: DataTableProps<Row>) {
  return (
    <div className="table-frame" data-outdated={outdated}>
      <table className="table" role="table">
        <caption className="hidden-visually">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th key={column.name} role="columnheader" scope="col" className={cellClass(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" key={keyOf(row)}>
              {columns.map((column) => (
                <td key={column.name} role="cell" className={cellClass(column)} data-label={column.name}>
                  {column.show(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass({ figure, lead, action }: Omit<Column<never>, 'show'>): string | undefined {
  const names = [figure && 'table__figure', lead && 'table__lead', action && 'table__action'].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}
