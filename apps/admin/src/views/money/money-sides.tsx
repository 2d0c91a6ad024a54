import type { ReactNode } from 'react';
import { moneyLists } from '../../api/money-queries';
import { ActButton, type Ask } from '../../commands/acting';
import { BatchTable } from './batch-table';
import { InvoiceTable } from './invoice-table';
import { OrderTable } from './order-table';
import { PayoutTable } from './payout-table';
import { ProgramTable } from './program-table';
import { startPayoutBatch } from './referral-commands';
import { ReferralTable } from './referral-table';
import { SubscriptionTable } from './subscription-table';

type Query = Readonly<Record<string, string>>;

/** What a list may be asked for: one of a few, or words to be typed. */
export interface SideFilter {
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly string[];
  readonly hint?: string;
}

/** A list of money of all accounts, and how it is narrowed down. */
export interface MoneySide {
  readonly id: string | undefined;
  readonly name: string;
  readonly filters: readonly SideFilter[];
  /** What is done about several of it at once. */
  readonly acts?: (ask: Ask) => ReactNode;
  readonly show: (given: { query: Query; ask: Ask }) => ReactNode;
}

const stateOf = (...choices: readonly string[]): SideFilter => ({ name: 'status', label: 'State', choices });
const ACCOUNT: SideFilter = { name: 'accountId', label: 'Account', hint: 'Exact id' };
const METHODS = ['STRIPE', 'PAYPAL', 'BANK_TRANSFER', 'STORE_CREDIT'];

/** In the order of the tabs: a new list is one entry here. */
export const MONEY_SIDES: readonly MoneySide[] = [
  {
    ...{ id: undefined, name: 'Orders' },
    filters: [
      stateOf('PENDING', 'COMPLETED', 'FAILED', 'EXPIRED'),
      { name: 'attention', label: 'Needs attention', choices: ['true', 'false'] },
      { name: 'provider', label: 'Provider', hint: 'e.g. STRIPE' },
      ACCOUNT,
    ],
    show: ({ query: { status, attention, provider, accountId }, ask }) => (
      <OrderTable source={moneyLists.orders({ status, attention, provider, accountId })} ask={ask} />
    ),
  },
  {
    ...{ id: 'invoices', name: 'Invoices' },
    filters: [
      stateOf('PENDING', 'PAID', 'FAILED', 'REFUNDED', 'VOID'),
      { name: 'kind', label: 'Kind', choices: ['invoice', 'credit-note'] },
      { name: 'number', label: 'Number', hint: 'Exact number' },
      ACCOUNT,
    ],
    show: ({ query: { status, kind, number, accountId }, ask }) => (
      <InvoiceTable source={moneyLists.invoices({ state: status, kind, number, accountId })} ask={ask} />
    ),
  },
  {
    ...{ id: 'subscriptions', name: 'Subscriptions' },
    filters: [
      stateOf('INCOMPLETE', 'TRIALING', 'ACTIVE', 'PAST_DUE', 'CANCELED', 'INCOMPLETE_EXPIRED'),
      { name: 'plan', label: 'Plan', hint: 'individual_pro, …' },
      ACCOUNT,
    ],
    show: ({ query: { status, plan, accountId } }) => (
      <SubscriptionTable source={moneyLists.subscriptions({ status, plan, accountId })} />
    ),
  },
  {
    ...{ id: 'programs', name: 'Programs' },
    filters: [stateOf('active', 'inactive'), { name: 'code', label: 'Code', hint: 'Exact code' }],
    show: ({ query: { status, code } }) => <ProgramTable source={moneyLists.programs({ status, code })} />,
  },
  {
    ...{ id: 'referrals', name: 'Referrals' },
    filters: [
      stateOf('PENDING', 'CLICKED', 'SIGNED_UP', 'CONFIRMED', 'PAID', 'EXPIRED'),
      { name: 'campaign', label: 'Campaign', hint: 'Exact name' },
      { name: 'referrerId', label: 'Brought by', hint: 'Exact id' },
    ],
    show: ({ query: { status, campaign, referrerId }, ask }) => (
      <ReferralTable source={moneyLists.referrals({ status, campaign, referrerId })} ask={ask} />
    ),
  },
  {
    ...{ id: 'payouts', name: 'Payouts' },
    filters: [
      stateOf('PENDING', 'PROCESSING', 'COMPLETED', 'FAILED', 'CANCELED'),
      { name: 'method', label: 'By', choices: METHODS },
      ACCOUNT,
    ],
    acts: (ask) => <ActButton name="Approve a batch" onPress={() => ask(startPayoutBatch())} />,
    show: ({ query: { status, method, accountId }, ask }) => (
      <PayoutTable source={moneyLists.payouts({ status, method, accountId })} ask={ask} />
    ),
  },
  {
    ...{ id: 'batches', name: 'Batches' },
    filters: [{ name: 'method', label: 'By', choices: METHODS }],
    show: ({ query: { method } }) => <BatchTable source={moneyLists.batches({ method })} />,
  },
];
