import { Projection } from '@ledgerline/platform/projections';
import { accountBalances } from './account-balances/account-balances';
import { accountLots } from './account-lots/account-lots';
import { accountStatement } from './account-statement/account-statement';
import { commandAudit } from './command-audit/command-audit';
import { crossings } from './crossings/crossings';
import { generations } from './generations/generations';
import { ledgerTotals } from './ledger-totals/ledger-totals';
import { limitOverrides } from './limit-overrides/limit-overrides';
import { quotaUsage } from './quota-usage/quota-usage';
import { refusalTotals } from './refusal-totals/refusal-totals';
import { usageDaily } from './usage-daily/usage-daily';
import { usageTotals } from './usage-totals/usage-totals';

/** The read models of the accounts context. A new one is its folder and one line here. */
export const accountProjections: readonly Projection[] = [
  accountBalances,
  accountLots,
  accountStatement,
  commandAudit,
  crossings,
  generations,
  ledgerTotals,
  limitOverrides,
  quotaUsage,
  refusalTotals,
  usageDaily,
  usageTotals,
];

/** What is only looked at, and stands still where USAGE_ANALYTICS_ENABLED is false. */
export const analyticsProjections: readonly Projection[] = [refusalTotals, usageDaily, usageTotals];
