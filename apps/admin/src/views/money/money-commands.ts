import type { Invoice, Order, PaymentMethod, Subscription } from '../../api/contract';
import { accountPath } from '../../api/queries';
import type { Choice, CommandField, PageCommand } from '../../commands/page-command';
import { moneyText } from '../../figures/money';
import { methodText } from './method-text';

/* What an owner asks for about money, and what an admin does about it. */

const INTERVALS = [
  { value: 'MONTHLY', text: 'Monthly' },
  { value: 'YEARLY', text: 'Yearly' },
];
const WHEN: CommandField = {
  ...{ name: 'when', label: 'When' },
  choices: [
    { value: 'period-end', text: 'When the period ends' },
    { value: 'now', text: 'Now' },
  ],
};
const SEATS: CommandField = {
  ...{ name: 'seats', label: 'Seats', isOptional: true, pattern: '[1-9]\\d*' },
  hint: 'As many as the plan has',
};
/** Instead of a package. */
const ANY_AMOUNT = { value: '', text: 'Any amount of credits' };

/** What the catalog sells. */
export interface Shop {
  readonly packages: readonly (Choice & { readonly currency: string })[];
  readonly plans: readonly Choice[];
  /** At which price, in which currency, credits are sold in any amount. */
  readonly pieces: readonly Choice[];
}

export function buyCredits(accountId: string, { packages, pieces }: Shop): PageCommand {
  const byThePiece: readonly CommandField[] = [
    {
      ...{ name: 'credits', label: 'Credits in any amount', isOptional: true },
      ...{ hint: 'Instead of a pack, e.g. 250', pattern: '\\d+(\\.\\d{1,6})?' },
    },
    { name: 'currency', label: 'At the price in', choices: pieces },
  ];
  const offersPieces = pieces.length > 0;
  return {
    ...{ accountId, title: 'Buy credits', verb: 'Order', path: `${accountPath(accountId)}/orders` },
    about: 'An order at the catalog’s price. The credits come once the payment is confirmed.',
    asOwner: true,
    shownIn: '/v1/orders',
    fields: [
      {
        ...{ name: 'package', label: 'Package', isOptional: offersPieces },
        choices: offersPieces ? [...packages, ANY_AMOUNT] : packages,
      },
      ...(offersPieces ? byThePiece : []),
    ],
    bodyOf: ({ package: name, credits, currency }) => {
      const taken = packages.find(({ value }) => value === name);
      return taken ? { package: name, currency: taken.currency } : { credits, currency };
    },
    done: () => 'Ordered; the way to pay stands in the list in a moment.',
  };
}

export function refundOrder({ accountId, orderId, total, refunded, currency }: Order): PageCommand {
  return {
    ...{ accountId, title: `Refund ${orderId}`, verb: 'Refund', isDanger: true },
    path: `${accountPath(accountId)}/orders/${encodeURIComponent(orderId)}/refunds`,
    about:
      `Paid ${moneyText({ amount: total, currency })}, ` +
      `refunded so far ${moneyText({ amount: refunded, currency })}. Its credits go with it: ` +
      'what is not spent is taken back, the rest is owed.',
    shownIn: '/v1/orders',
    fields: [
      {
        ...{ name: 'amount', label: `Amount in ${currency}`, sentAs: 'amount.amount', isOptional: true },
        ...{ hint: 'All that is left', pattern: '\\d+(\\.\\d+)?' },
      },
    ],
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
      {
        ...{ name: 'trial', label: 'Trial' },
        choices: [
          { value: 'no', text: 'No, it is paid at once' },
          { value: 'yes', text: 'Yes, if it is their first' },
        ],
      },
      SEATS,
    ],
    bodyOf: ({ trial, ...body }) => ({ ...withSeats(body), trial: trial === 'yes' }),
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
      SEATS,
    ],
    bodyOf: withSeats,
  };
}

/** A number where one is given; the API takes no text for it. */
function withSeats({ seats, ...body }: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> {
  return seats === undefined ? body : { ...body, seats: Number(seats) };
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

/** What is to be done at once, by its name in the path. */
const SUBSCRIPTION_ACTS = {
  resume: { title: 'Resume', about: 'It goes on when its period ends.', asOwner: true },
  activate: {
    ...{ title: 'End trial', asOwner: true },
    about: 'The first period is counted, and paid, from now.',
  },
  retry: { title: 'Try again', about: 'The payment that failed is asked for again.' },
  'plan/undo': {
    ...{ title: 'Keep plan', asOwner: true },
    about: 'The change that was to come when the period ends is taken back.',
  },
} as const satisfies Record<string, Pick<PageCommand, 'title' | 'about' | 'asOwner'>>;

export function subscriptionAct(
  { accountId }: Pick<Subscription, 'accountId'>,
  act: keyof typeof SUBSCRIPTION_ACTS,
): PageCommand {
  const words: Pick<PageCommand, 'title' | 'about' | 'asOwner'> = SUBSCRIPTION_ACTS[act];
  return {
    ...{ accountId, ...words, verb: words.title },
    path: `${accountPath(accountId)}/subscription/${act}`,
    shownIn: '/v1/subscriptions',
    fields: [],
    bodyOf: () => ({}),
  };
}

export function methodAct(accountId: string, method: PaymentMethod, act: 'default' | 'detach'): PageCommand {
  const verb = act === 'default' ? 'Make default' : 'Detach';
  return {
    ...{ accountId, title: `${verb}: ${methodText(method)}`, verb, asOwner: true },
    path: `${accountPath(accountId)}/payment-methods/${encodeURIComponent(method.providerMethodId)}/${act}`,
    about: act === 'default' ? 'The next charges take it.' : 'It is charged no more.',
    fields: [],
    bodyOf: () => ({}),
  };
}
