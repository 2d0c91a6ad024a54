import { IndependentFold } from './independent-fold';
import { differencesOf, RowDifference } from './row-difference';

/** What the fold says against what the table holds, row by row, figure by figure. */
export function compareRows(fold: IndependentFold, held: readonly object[]): readonly RowDifference[] {
  if (fold.trouble) return [fold.trouble];
  const expected = new Map(fold.result());
  const differences = held.flatMap((row) => {
    const key = fold.keyTextOf(row);
    const said = expected.get(key);
    expected.delete(key);
    return differencesOf(fold.projection, said, row);
  });
  const missing = [...expected.values()].flatMap((row) => differencesOf(fold.projection, row, undefined));
  return [...differences, ...missing];
}
