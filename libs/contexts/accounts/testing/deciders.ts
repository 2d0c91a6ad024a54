import type { Catalog } from '@ledgerline/contexts/catalog';
import { AccountStream } from '../domain/account-stream';
import { decided } from '../commands/account-command';
import { Decision } from '@ledgerline/kernel';
import { AccountContext } from '../domain/account-decision';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';

export type Decide<Command> = (
  command: Command,
  state: AccountState,
  context: AccountContext,
) => Decision<AccountEvent>;

/** Everything an account is decided by: a set of its own is how a mistake is planted. */
export interface Deciders {
  /** What a command decides, before and after all that follows from it. */
  decide<Command>(decide: Decide<Command>): Decide<Command>;
  settle(settle: AccountStream['settle']): AccountStream['settle'];
  /** The policy as it is decided with. */
  policy(catalog: Catalog): Catalog;
}

export const THE_DECIDERS: Deciders = {
  decide: (decide) => (command, state, context) => decided(decide(command, state, context), state, context),
  settle: (settle) => settle,
  policy: (catalog) => catalog,
};
