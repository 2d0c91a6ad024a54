export type { AccountReads } from '../queries/account-reads';
export { ReadDashboard, readDashboard, type Dashboard } from '../queries/dashboard/dashboard.queries';
export { FindAccount, findAccount, type AccountView } from './account-balances/account-balances.queries';
export {
  ListDueItems,
  listDueItems,
  type DueItem,
  type DuePage,
  type DuePlace,
} from './generations/due-items.queries';
export { commandAuditOf } from './command-audit/command-audit-of';
export { accountQueryControllers, accountQueryHandlers } from './queries.http';
export { accountProjections, analyticsProjections } from './registry';
