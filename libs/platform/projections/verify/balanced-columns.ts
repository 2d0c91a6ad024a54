import { Projection } from '../projection';
import { RowDifference } from './row-difference';

/** The rows in which a sum that a read model promises does not come out. */
export function brokenBalances(projection: Projection, rows: readonly object[]): readonly RowDifference[] {
  const { balances = [] } = projection;
  return rows.flatMap((row) =>
    balances.flatMap(({ says, left, right }) => {
      const [a, b] = [sumOf(row, left), sumOf(row, right)];
      if (a === b) return [];
      const key = projection.key
        .map((column) => `${column}=${String((row as Record<string, unknown>)[column])}`)
        .join(', ');
      return [{ projection: projection.name, key, column: says, expected: String(b), found: String(a) }];
    }),
  );
}

function sumOf(row: object, columns: readonly string[]): bigint {
  return columns.reduce((sum, column) => sum + (row as Record<string, bigint>)[column]!, 0n);
}
