import {
  Act,
  after,
  asksPayout,
  breaks,
  buys,
  cancels,
  cardsAre,
  changesPlan,
  closes,
  completes,
  disputes,
  generates,
  givenBackAtBank,
  givesBack,
  leaves,
  mends,
  opensProgram,
  pays,
  paysSubscription,
  registers,
  startsPayout,
  subscribes,
  unsubscribes,
} from './acts';

/** What may happen to money, from its beginning to its end. */
export interface Story {
  readonly name: string;
  readonly acts: readonly Act[];
  /** Facts without which it is another story. */
  readonly reaches: readonly string[];
}

const story = (name: string, reaches: readonly string[], ...acts: readonly Act[]): Story => ({
  ...{ name, reaches, acts },
});
const ada = registers('ada');
const bought = [ada, buys('o', 'ada'), pays('o')];
const GRANTS = 'grant-credits-when-order-paid';
const CHARGES = 'record-charge-when-order-ends';
const subscribed = [ada, subscribes('ada', 'individual_pro'), paysSubscription('s')];

export const STORIES: readonly Story[] = [
  story('a purchase', ['order.granted', 'invoice.paid'], ...bought, buys('p', 'ada', 'plus'), pays('p')),
  story(
    'a payment that is not the price',
    ['order.payment-mismatched', 'order.expired'],
    ada,
    buys('o', 'ada'),
    pays('o', { amountMinor: 498n }),
    after(9),
  ),
  story(
    'a wrong payment that goes back, and the right one',
    ['order.stray-payment-refunded', 'order.granted'],
    ...[ada, buys('o', 'ada'), pays('o', { amountMinor: 1n, again: '-less' })],
    ...[givesBack('o', 'ada', undefined, 'pay_o-less'), pays('o')],
  ),
  story(
    'a payment that comes late',
    ['order.expired', 'order.granted'],
    ada,
    buys('o', 'ada'),
    after(2),
    leaves('o'),
    after(9),
    pays('o'),
  ),
  story(
    'a second payment, which goes back',
    ['order.payment-mismatched', 'order.stray-payment-refunded'],
    ...bought,
    pays('o', { again: '-more' }),
    givesBack('o', 'ada', undefined, 'pay_o-more'),
  ),
  story(
    'a refund in parts',
    ['order.refunded', 'account.credits-taken-back', 'invoice.credited'],
    ...bought,
    givesBack('o', 'ada', '1.00'),
    givesBack('o', 'ada', '0.01'),
    givenBackAtBank('o', 398n),
  ),
  story(
    'a refund of what is held and what is spent',
    ['account.held-credits-taken-back', 'order.refunded'],
    ...[...bought, generates('ada', 'spent', 'export'), completes('ada', 'spent'), generates('ada', 'held')],
    ...[generates('ada', 'dropped', 'video'), givesBack('o', 'ada')],
    ...[completes('ada', 'held'), cancels('ada', 'dropped')],
  ),
  story(
    'a refund whose grant is late',
    ['account.purchase-refunded', 'account.credits-taken-back'],
    ada,
    breaks(GRANTS),
    ...bought.slice(1),
    givesBack('o', 'ada', '2.00'),
    mends(GRANTS),
  ),
  story(
    'a whole refund whose grant is late',
    ['account.purchase-refunded', 'account.credits-taken-back'],
    ada,
    breaks(GRANTS),
    ...bought.slice(1),
    givesBack('o', 'ada'),
    mends(GRANTS),
  ),
  story(
    'a grant that is refused',
    ['order.grant-refused', 'order.refunded'],
    ada,
    buys('o', 'ada'),
    closes('ada'),
    pays('o'),
  ),
  story(
    'a dispute that is won',
    ['order.dispute-won', 'order.refunded'],
    ...bought,
    disputes('o', 'opened'),
    disputes('o', 'won'),
    givesBack('o', 'ada', '3.00'),
  ),
  story(
    'a dispute that is lost',
    ['order.dispute-lost', 'account.credits-taken-back'],
    ...bought,
    givesBack('o', 'ada', '3.00'),
    disputes('o', 'opened'),
    disputes('o', 'lost'),
  ),
  story(
    'a subscription that fails and is tried again',
    ['subscription.charge-failed', 'subscription.charge-retried', 'invoice.payment-failed'],
    ...[...subscribed, after(31), cardsAre(false), after(31), after(1), cardsAre(true), after(4)],
  ),
  story(
    'a subscription that nobody pays any more',
    ['subscription.charge-failed', 'subscription.canceled', 'invoice.voided'],
    ...subscribed,
    cardsAre(false),
    after(31),
    after(9),
  ),
  story(
    'a trial, a change of plan, and an end',
    ['subscription.trial-ended', 'subscription.plan-changed', 'subscription.canceled'],
    ...[ada, subscribes('ada', 'individual_pro', { trial: true }), after(15), paysSubscription('s')],
    ...[after(3), changesPlan('ada', 'team_standard'), after(32), unsubscribes('ada')],
  ),
  story(
    'a subscription whose money goes back',
    ['subscription.charge-refunded', 'invoice.credited'],
    ...subscribed,
    after(3),
    givesBack('s', 'ada'),
  ),
  story(
    'money for a subscription that was given up, disputed in vain',
    ['subscription.never-paid', 'order.dispute-won', 'order.refunded'],
    ...[ada, subscribes('ada', 'individual_pro'), after(2), breaks(CHARGES), paysSubscription('s')],
    ...[disputes('s', 'opened'), mends(CHARGES), disputes('s', 'won')],
  ),
  story(
    'a referral to its payout',
    ['referral-program.payout-paid-out', 'payout.completed'],
    ...[
      ada,
      opensProgram('ada', 'ADA'),
      registers('bob', { referralCode: 'ADA' }),
      buys('o', 'bob'),
      pays('o'),
    ],
    ...[after(31), asksPayout('ada', '6.00', 'PAYPAL'), startsPayout('ada')],
  ),
  story(
    'a referral to store credit, clawed back in part',
    ['referral-program.reward-clawed-back', 'payout.completed'],
    ...[
      ada,
      opensProgram('ada', 'ADA'),
      registers('bob', { referralCode: 'ADA' }),
      buys('o', 'bob'),
      pays('o'),
    ],
    ...[
      after(31),
      asksPayout('ada', '6.00', 'STORE_CREDIT'),
      startsPayout('ada'),
      givesBack('o', 'bob', '2.00'),
    ],
  ),
];
