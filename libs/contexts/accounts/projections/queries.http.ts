import { dashboardQueries } from '../queries/dashboard/dashboard.http';
import { accountBalancesQueries } from './account-balances/account-balances.http';
import { accountLotsQueries } from './account-lots/account-lots.http';
import { accountStatementQueries } from './account-statement/account-statement.http';
import { commandAuditQueries } from './command-audit/command-audit.http';
import { crossingsQueries } from './crossings/crossings.http';
import { generationsQueries } from './generations/generations.http';
import { limitOverridesQueries } from './limit-overrides/limit-overrides.http';
import { quotaUsageQueries } from './quota-usage/quota-usage.http';
import { actionUsageQueries } from './usage-daily/action-usage.http';
import { usageDailyQueries } from './usage-daily/usage-daily.http';

const all = [
  accountBalancesQueries,
  accountLotsQueries,
  accountStatementQueries,
  actionUsageQueries,
  commandAuditQueries,
  crossingsQueries,
  dashboardQueries,
  generationsQueries,
  limitOverridesQueries,
  quotaUsageQueries,
  usageDailyQueries,
];

/** The routes of all queries of this context, for the module's `controllers`. */
export const accountQueryControllers = all.flatMap(({ controllers }) => controllers);

/** Their handlers on the query bus, for the module's `providers`; they inject `READS`. */
export const accountQueryHandlers = all.flatMap(({ handlers }) => handlers);
