import { Fragment, useState, type ReactNode } from 'react';

export interface Column<Row> {
  readonly name: string;
  readonly show: (row: Row) => ReactNode;
  /** Figures stand flush right, so that their digits line up. */
  readonly figure?: boolean;
  /** Long words, which take the whole width of the card that a row becomes. */
  readonly wide?: boolean;
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
  /** What a row tells beyond its columns, on demand. */
  readonly detail?: (row: Row) => ReactNode;
  /** True while what is shown answers an older question. */
  readonly outdated?: boolean;
}

/**
 * A table that becomes a list of cards on a narrow screen. The roles are spelled out because a browser drops
 * them from a table whose rows are no longer laid out as such.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, keyOf, detail, outdated = false } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const toggle = (key: string) => setOpened(opened === key ? null : key);
  const shown = detail ? [...columns, detailColumn(keyOf, opened, toggle)] : columns;
  return (
    <div className="table-frame" data-outdated={outdated}>
      <table className="table" role="table">
        <caption className="hidden-visually">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {shown.map((column) => (
              <th key={column.name} role="columnheader" scope="col" className={cellClass(column)}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <Fragment key={keyOf(row)}>
              <tr role="row">
                {shown.map((column) => (
                  <td key={column.name} role="cell" className={cellClass(column)} data-label={column.name}>
                    {column.action ? <div className="table__acts">{column.show(row)}</div> : column.show(row)}
                  </td>
                ))}
              </tr>
              {detail && opened === keyOf(row) && (
                <tr role="row" className="table__detail">
                  <td role="cell" colSpan={shown.length}>
                    {detail(row)}
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function detailColumn<Row>(
  keyOf: (row: Row) => string,
  opened: string | null,
  toggle: (key: string) => void,
): Column<Row> {
  return {
    name: 'Details',
    action: true,
    show: (row) => (
      <button
        type="button"
        className="button button--small button--quiet"
        aria-expanded={opened === keyOf(row)}
        onClick={() => toggle(keyOf(row))}
      >
        {opened === keyOf(row) ? 'Less' : 'More'}
      </button>
    ),
  };
}

function cellClass({ figure, lead, action, wide }: Omit<Column<never>, 'show'>): string | undefined {
  const names = [
    figure && 'table__figure',
    lead && 'table__lead',
    action && 'table__action',
    wide && 'table__wide',
  ].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}
