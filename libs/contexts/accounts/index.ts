export { accountFamily } from './account-family';
export { ACCOUNT_PROBLEMS } from './account-problems';
export { AccountsModule, type AccountsParts } from './accounts.module';
export { accountCommands } from './commands/registry';
export { accountEvents } from './domain/account-event-registry';
export type * from './domain/account-events';
export { accountStream, type AccountStream, type CatalogSource } from './domain/account-stream';
export type { AccountSummary, LimitSummary } from './domain/account-summary';
export { accountProjections, ListDueItems, listDueItems, type AccountReads } from './projections';
export {
  settleAccountsWhenItemsFallDue,
  type SweepObserver,
  type SweepOptions,
} from './reactions/settle-accounts-when-items-fall-due/settle-accounts-when-items-fall-due';
