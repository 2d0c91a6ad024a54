export { accountFamily } from './account-family';
export { ACCOUNT_PROBLEMS } from './account-problems';
export { AccountsModule, type AccountsParts } from './accounts.module';
export { changeTierSlice } from './commands/change-tier/change-tier.http';
export type { ChangeTier } from './commands/change-tier/change-tier';
export { grantCreditsSlice } from './commands/grant-credits/grant-credits.http';
export type { GrantCredits } from './commands/grant-credits/grant-credits';
export { openAccountSlice } from './commands/open-account/open-account.http';
export { accountCommands } from './commands/registry';
export { takeBackPurchaseSlice } from './commands/take-back-purchase/take-back-purchase.http';
export type { TakeBackPurchase } from './commands/take-back-purchase/take-back-purchase';
export { voidLotSlice } from './commands/void-lot/void-lot.http';
export type { VoidLot } from './commands/void-lot/void-lot';
export { accountEvents } from './domain/account-event-registry';
export type * from './domain/account-events';
export { NO_GRANT_TERMS } from './domain/credit-types';
export { orderReference } from './domain/subjects';
export { Explainer, type ExplainerParts } from './explain';
export type { ActExplanation, CreditsExplanation, LimitExplanation } from './explain';
export { accountStream, type AccountStream, type CatalogSource } from './domain/account-stream';
export type { AccountSummary, LimitSummary } from './domain/account-summary';
export {
  accountProjections,
  analyticsProjections,
  commandAuditOf,
  type AccountReads,
} from './projections';
export { accountDueSource } from './reactions/account-due-source';
export { accountReactions } from './reactions/registry';
export { seatsOf } from './limits/seats';
export { accountsAsking, draftOf, whatIf, type WhatIfParts, type WhatIfReport } from './what-if';
