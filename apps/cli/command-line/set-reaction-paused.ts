import { PostgresReactionStore } from '@ledgerline/platform/reactions';
import type { Operator } from '@ledgerline/system';
import { UsageError } from './cli-command';

/** @throws UsageError that lists what there is, where there is no reaction of the name */
export async function setReactionPaused(
  { pool }: Operator,
  { name, paused }: { readonly name: string | undefined; readonly paused: boolean },
): Promise<void> {
  const store = new PostgresReactionStore(pool);
  if (await store.setPaused(name ?? '', paused)) return;
  const names = (await store.known()).map(({ reaction }) => reaction);
  const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'No reactor has run on this log yet.';
  throw new UsageError(`There is no reaction ${name ?? 'without a name'}. ${there}`);
}
