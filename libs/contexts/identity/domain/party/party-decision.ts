import { Decision, refuse, Refusal } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { PartyEvent } from './party-events';
import type { PartyState } from './party-state';

export type PartyDecision = Decision<PartyEvent>;
export type PartyContext = DecisionContext<PartyEvent, undefined>;

/** A command to a party that was never registered is refused, and nothing of it is recorded. */
export function missing(state: PartyState): Refusal<'party-not-found'> | undefined {
  return state.status === 'missing' ? refuse('party-not-found') : undefined;
}

/** The same for what only a workspace has. */
export function notWorkspace(state: PartyState): Refusal | undefined {
  return missing(state) ?? (state.kind === 'workspace' ? undefined : refuse('not-a-workspace'));
}
