import { Decision, Refusal, refuse } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import { Catalog } from '@ledgerline/contexts/catalog';
import { AccountEvent } from './account-events';
import { AccountState } from './account-state';
import { crossingsOf } from './crossings';
import { evolveAccount } from './evolve';
import { lotConsequences } from './lot-consequences';

export type AccountDecision = Decision<AccountEvent>;
export type AccountContext = DecisionContext<AccountEvent, Catalog>;

/** The first refusal of every command: there is no account, or (where it matters) it is closed. */
export function unusable(
  { status, accountId }: AccountState,
  needs: 'existing' | 'open',
): Refusal<'account-not-found' | 'account-closed'> | undefined {
  if (status === 'missing') return refuse('account-not-found');
  if (status === 'closed' && needs === 'open') return refuse('account-closed', { accountId });
  return undefined;
}

/** A decision with everything that follows from it: lots that end, debts repaid, thresholds crossed. */
export function withConsequences(
  decision: AccountDecision,
  state: AccountState,
  { now, policy: catalog }: Pick<AccountContext, 'now' | 'policy'>,
): AccountDecision {
  if (decision.kind !== 'accepted') return decision;
  const decided = decision.events.reduce(evolveAccount, state);
  const consequences = lotConsequences(decided, now);
  const after = consequences.reduce(evolveAccount, decided);
  const events = [...decision.events, ...consequences];
  const crossed = crossingsOf({ before: state, events, after }, { catalog, now });
  return { ...decision, events: [...events, ...crossed] };
}
