import type { Invoice, Order, PaymentMethod, Payout, Subscription } from '../../api/contract';
import { accountPath } from '../../api/queries';
import type { CommandField, PageCommand } from '../../commands/page-command';
import { moneyText } from '../../figures/money';

/* What an owner asks for about money, and what an admin does about it. */

const INTERVALS = ['MONTHLY', 'YEARLY'];
const WHEN: CommandField = { name: 'when', label: 'When', choices: ['period-end', 'now'] };
const AMOUNT: CommandField = {
  name: 'amount',
  label: 'Amount',
  hint: 'e.g. 25.00',
  pattern: '\\d+(\\.\\d+)?',
};
const CURRENCY: CommandField = {
  ...{ name: 'currency', label: 'Currency', hint: 'e.g. USD', pattern: '[A-Z]{3}', initial: 'USD' },
};

/** What the catalog sells. */
export interface Shop {
  readonly packages: readonly { readonly name: string; readonly currency: string }[];
  readonly plans: readonly string[];
}

export function buyCredits(accountId: string, { packages }: Shop): PageCommand {
  return {
    ...{ accountId, title: 'Buy credits', verb: 'Order', path: `${accountPath(accountId)}/orders` },
    about: 'An order at the catalog’s price. The credits come once the payment is confirmed.',
    asOwner: true,
    shownIn: '/v1/orders',
    fields: [{ name: 'package', label: 'Package', choices: packages.map(({ name }) => name) }],
    bodyOf: ({ package: name }) => ({
      package: name,
      currency: packages.find((one) => one.name === name)?.currency,
    }),
    done: () => 'Ordered; the way to pay stands in the list in a moment.',
  };
}

export function refundOrder({ accountId, orderId, total, refunded, currency }: Order): PageCommand {
  return {
    ...{ accountId, title: `Refund ${orderId}`, verb: 'Refund', isDanger: true },
    path: `${accountPath(accountId)}/orders/${encodeURIComponent(orderId)}/refunds`,
    about:
      `Paid ${moneyText({ amount: total, currency })}, refunded so far ${refunded}. Its credits go with it: ` +
      'what is not spent is taken back, the rest is owed.',
    shownIn: '/v1/orders',
    fields: [{ ...AMOUNT, sentAs: 'amount.amount', isOptional: true, hint: 'All that is left' }],
    bodyOf: ({ amount }) => (amount ? { amount: { amount, currency } } : {}),
    done: () => 'The provider is asked to give it back.',
  };
}

export function voidInvoice({ accountId, invoiceId, number, total, currency }: Invoice): PageCommand {
  return {
    ...{ accountId, title: `Void ${number ?? invoiceId}`, verb: 'Void', isDanger: true },
    path: `${accountPath(accountId)}/invoices/${encodeURIComponent(invoiceId)}/void`,
    about: `Nobody is asked for ${moneyText({ amount: total, currency })} any more. It keeps its number.`,
    shownIn: '/v1/invoices',
    fields: [],
    bodyOf: () => ({}),
    done: () => 'Nothing is to be paid for it any more.',
  };
}

export function startSubscription(accountId: string, { plans }: Shop): PageCommand {
  return {
    ...{ accountId, title: 'Subscribe', verb: 'Subscribe', path: `${accountPath(accountId)}/subscription` },
    about: 'It begins with its first payment, or with a trial where the plan has one.',
    asOwner: true,
    shownIn: '/v1/subscriptions',
    fields: [
      { name: 'plan', label: 'Plan', choices: plans },
      { name: 'interval', label: 'Interval', choices: INTERVALS },
      { name: 'trial', label: 'Trial', choices: ['no', 'yes'] },
    ],
    bodyOf: ({ trial, ...body }) => ({ ...body, trial: trial === 'yes' }),
  };
}

export function changePlan({ accountId, plan, interval }: Subscription, { plans }: Shop): PageCommand {
  return {
    ...{ accountId, title: 'Change plan', verb: 'Change plan' },
    path: `${accountPath(accountId)}/subscription/plan`,
    about: 'Now, unused time being taken off the price; or when the period ends.',
    asOwner: true,
    shownIn: '/v1/subscriptions',
    fields: [
      { name: 'plan', label: 'Plan', choices: plans, initial: plan },
      { name: 'interval', label: 'Interval', choices: INTERVALS, initial: interval },
      WHEN,
    ],
    bodyOf: (values) => values,
  };
}

export function cancelSubscription({ accountId }: Subscription): PageCommand {
  return {
    ...{ accountId, title: 'Cancel subscription', verb: 'Cancel subscription', decline: 'Keep it' },
    path: `${accountPath(accountId)}/subscription/cancel`,
    about: 'Bought credits are not touched by it.',
    isDanger: true,
    shownIn: '/v1/subscriptions',
    fields: [WHEN],
    bodyOf: (values) => values,
  };
}

/** What needs no word: to go on, to begin now, to try again. */
export function subscriptionAct(
  { accountId }: Subscription,
  act: { readonly title: string; readonly path: string; readonly about: string },
): PageCommand {
  return {
    ...{ accountId, title: act.title, verb: act.title, about: act.about, asOwner: true },
    path: `${accountPath(accountId)}/subscription/${act.path}`,
    shownIn: '/v1/subscriptions',
    fields: [],
    bodyOf: () => ({}),
  };
}

export function methodAct(
  accountId: string,
  { providerMethodId, brand, type, last4 }: PaymentMethod,
  act: 'default' | 'detach',
): PageCommand {
  const verb = act === 'default' ? 'Make default' : 'Detach';
  return {
    ...{ accountId, title: `${verb}: ${brand ?? type} ${last4 ?? ''}`.trim(), verb, asOwner: true },
    path: `${accountPath(accountId)}/payment-methods/${encodeURIComponent(providerMethodId)}/${act}`,
    about: act === 'default' ? 'The next charges take it.' : 'It is charged no more.',
    fields: [],
    bodyOf: () => ({}),
  };
}

export function openProgram(accountId: string): PageCommand {
  return {
    ...{ accountId, title: 'Open a referral program', verb: 'Open', asOwner: true },
    path: `${accountPath(accountId)}/referral-program`,
    about: 'Whoever signs up with the code, and pays, brings a reward.',
    shownIn: '/v1/referral-programs',
    fields: [
      {
        name: 'code',
        label: 'Code',
        hint: '3 to 30 letters, digits, - and _',
        pattern: '[A-Za-z0-9_\\-]{3,30}',
      },
      { name: 'customUrl', label: 'Leads to', hint: 'https://…', isOptional: true },
    ],
    bodyOf: (values) => values,
  };
}

export function requestPayout(accountId: string): PageCommand {
  return {
    ...{ accountId, title: 'Ask for a payout', verb: 'Ask', path: `${accountPath(accountId)}/payouts` },
    about: 'What is available, from the catalog’s minimum on. Store credit becomes credits at once.',
    asOwner: true,
    shownIn: '/v1/payouts',
    fields: [
      { name: 'method', label: 'By', choices: ['STORE_CREDIT', 'PAYPAL', 'STRIPE', 'BANK_TRANSFER'] },
      AMOUNT,
      CURRENCY,
      { name: 'destination', label: 'To', hint: 'Address or account', isOptional: true },
    ],
    bodyOf: (values) => values,
  };
}

/** What an admin does about a payout: each of them stands in the audit. */
export function payoutAct(
  { accountId, payoutId, amount, currency }: Payout,
  act: 'start' | 'complete' | 'fail' | 'cancel',
): PageCommand {
  const about = `${moneyText({ amount, currency })} to ${accountId}.`;
  const shared = {
    ...{ accountId, about, shownIn: '/v1/payouts' },
    path: `${accountPath(accountId)}/payouts/${encodeURIComponent(payoutId)}/${act}`,
  };
  if (act === 'start') {
    return { ...shared, title: 'Start payout', verb: 'Start', asOwner: true, fields: [], bodyOf: () => ({}) };
  }
  if (act === 'complete') {
    const fields = [{ name: 'transactionId', label: 'Transaction', hint: 'As the bank names it' }];
    return { ...shared, title: 'Complete payout', verb: 'Complete', fields, bodyOf: (values) => values };
  }
  if (act === 'fail') {
    const fields = [{ name: 'error', label: 'What went wrong' }];
    const failing = {
      title: 'Payout failed',
      verb: 'Record failure',
      isDanger: true,
      asOwner: true,
    } as const;
    return { ...shared, ...failing, fields, bodyOf: (values) => values };
  }
  return { ...shared, title: 'Cancel payout', verb: 'Cancel payout', fields: [], bodyOf: () => ({}) };
}
