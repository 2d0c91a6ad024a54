import type { Decision, DomainEvent } from '@ledgerline/kernel';
import type { CommandFamily } from '@ledgerline/platform/commands';
import type { DecisionContext, Ledger } from '@ledgerline/platform/ledger';
import type { ReactionCommand, Step } from '@ledgerline/platform/reactions';
import type { ReferralsFamilies } from '../families';
import type { PayoutProviders } from '../payouts/payout-provider';
import type { ReferralLookup } from '../referral-lookup';

/** What the reactions of this context stand on. */
export interface ReactingParts {
  readonly ledger: Pick<Ledger, 'read'>;
  readonly families: ReferralsFamilies;
  readonly lookup: ReferralLookup;
  readonly open: (ownerId: string, sealed: string) => Promise<string | undefined>;
  readonly payoutProviders: PayoutProviders;
}

/** A command that nobody sends from outside: it has no route, and its name tells what it does. */
export function ownCommand<State, Event extends DomainEvent, Context>(
  family: CommandFamily<State, Event, Context>,
  given: Pick<ReactionCommand, 'name' | 'streamId' | 'owner' | 'parameters'> & {
    readonly recorded?: (events: readonly Event[]) => readonly Step[];
    readonly subjects?: readonly string[];
    readonly refused?: ReactionCommand['refused'];
    decide(state: State, context: DecisionContext<Event, Context>): Decision<Event>;
  },
): ReactionCommand {
  const { subjects, refused = {}, decide, recorded, ...told } = given;
  return {
    ...told,
    kind: 'command',
    family,
    ...(subjects && { subjects: () => subjects }),
    // The runner meets streams of every kind; this one's state is its family's.
    decide: (state, context) => decide(state as State, context as unknown as DecisionContext<Event, Context>),
    refused,
    ...(recorded && { recorded: (events) => recorded(events as unknown as readonly Event[]) }),
  };
}
