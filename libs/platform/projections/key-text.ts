import { invariant } from '@ledgerline/kernel';
import { Projection } from './projection';

/** PostgreSQL text cannot hold it, so it never occurs inside a part. */
const SEPARATOR = '\u0000';

/** One string per key, equal exactly when the keys are: how rows are grouped, cached and sorted. */
export function keyTextOf(projection: Projection): (key: object) => string {
  const [first, ...others]: readonly string[] = projection.key;
  const partOf = (key: object, column: string): string => {
    const part = (key as Record<string, string | number | bigint | boolean | null | undefined>)[column];
    if (part === undefined || part === null) {
      invariant(false, `every key of ${projection.name} has its ${column}`);
    }
    return String(part);
  };
  return (key) => {
    let text = partOf(key, first!);
    for (const column of others) text += SEPARATOR + partOf(key, column);
    return text;
  };
}
