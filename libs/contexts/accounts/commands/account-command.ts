import { formatCredits } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { CommandSlice } from '@ledgerline/platform/commands';
import { AccountEvent, LotShare } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { AccountDecision, AccountContext, withConsequences } from '../domain/account-decision';
import { boundRefusals } from '../domain/refusal-rate';

export type AccountCommandSlice<Body extends object, Command> = CommandSlice<
  Body,
  Command,
  AccountState,
  AccountEvent,
  Catalog
>;

/** A command on an account: decided by the account's stream, its recorded refusals bounded. */
export function accountCommand<Body extends object, Command>(
  slice: Omit<AccountCommandSlice<Body, Command>, 'streamId'> &
    Partial<Pick<AccountCommandSlice<Body, Command>, 'streamId'>>,
): AccountCommandSlice<Body, Command> {
  return {
    streamId: ({ params }) => params.accountId!,
    ...slice,
    decide: (command, state, context) => decided(slice.decide(command, state, context), state, context),
  };
}

/** What a decision comes to: with all that follows from it, or a refusal that the log still takes. */
export function decided(
  decision: AccountDecision,
  state: AccountState,
  context: AccountContext,
): AccountDecision {
  return boundRefusals(withConsequences(decision, state, context), state, context.now);
}

/** Finds the one event of a type among a command's recorded facts. */
export function factOf<Type extends AccountEvent['type']>(
  events: readonly AccountEvent[],
  type: Type,
): FactsOf<Type> | undefined {
  return events.find((event) => event.type === type)?.data as FactsOf<Type> | undefined;
}

type FactsOf<Type extends AccountEvent['type']> = Extract<AccountEvent, { type: Type }>['data'];

/** Credits by lot, as told to callers. */
export function creditsByLot(shares: readonly LotShare[]): {
  readonly credits: string;
  readonly lots: readonly { lotId: string; credits: string }[];
} {
  const total = shares.reduce((sum, share) => sum + share.amountMicros, 0n);
  return {
    credits: formatCredits(total),
    lots: shares.map(({ lotId, amountMicros }) => ({ lotId, credits: formatCredits(amountMicros) })),
  };
}
