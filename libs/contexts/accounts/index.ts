export { accountFamily } from './account-family';
export { ACCOUNT_PROBLEMS } from './account-problems';
export { AccountsModule, type AccountsParts } from './accounts.module';
export { accountCommands } from './commands/registry';
export { accountEvents } from './domain/account-event-registry';
export type * from './domain/account-events';
export { Explainer, type ExplainerParts } from './explain';
export type { ActExplanation, CreditsExplanation, LimitExplanation } from './explain';
export { accountStream, type AccountStream, type CatalogSource } from './domain/account-stream';
export type { AccountSummary, LimitSummary } from './domain/account-summary';
export {
  accountProjections,
  analyticsProjections,
  ListDueItems,
  listDueItems,
  type AccountReads,
} from './projections';
export { accountReactions } from './reactions/registry';
export { seatsOf } from './limits/seats';
export { accountsAsking, draftOf, whatIf, type WhatIfParts, type WhatIfReport } from './what-if';
