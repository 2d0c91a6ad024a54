import { invariant } from '@ledgerline/kernel';
import { Projection } from './projection';

/** PostgreSQL text cannot hold it, so it never occurs inside a part. */
const SEPARATOR = '\u0000';

/** One string per key, equal exactly when the keys are: how rows are grouped, cached and sorted. */
export function keyTextOf(projection: Projection): (key: object) => string {
  const [first, ...others] = projection.key;
  const partOf = (key: object, column: string): string => {
    const part = (key as Record<string, unknown>)[column];
    invariant(part !== undefined && part !== null, `every key of ${projection.name} has its ${column}`);
    return String(part);
  };
  if (others.length === 0) return (key) => partOf(key, first!);
  return (key) =>
    others.reduce((text, column) => text + SEPARATOR + partOf(key, column), partOf(key, first!));
}
