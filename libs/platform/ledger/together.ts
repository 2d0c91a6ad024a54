import { BrokenInvariant, DomainEvent, invariant } from '@ledgerline/kernel';
import { LedgerCommand } from './stream-definition';

/**
 * Commands of one stream as one: they are decided in order, each on what its predecessors leave behind, and
 * stand in one append, or none of them does. The first that is refused is recorded as such, alone. Sent again
 * with the same ids they hear the same.
 */
export function together<State, Event extends DomainEvent, Context>(
  parts: readonly LedgerCommand<State, Event, Context>[],
): LedgerCommand<State, Event, Context> {
  const [first] = parts;
  invariant(first, 'what is decided together is something');
  return {
    ...first,
    parts,
    subjects: (state) => parts.flatMap((part) => part.subjects?.(state) ?? []),
    decide: () => {
      throw new BrokenInvariant('commands that belong together are decided one by one');
    },
  };
}

/** Ids of everything that a command may record. */
export function idsOf(command: {
  readonly commandId: string;
  readonly parts?: readonly { readonly commandId: string }[];
}): readonly string[] {
  return command.parts?.map(({ commandId }) => commandId) ?? [command.commandId];
}
