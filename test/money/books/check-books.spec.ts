import { play, booksOf } from '../play';
import { Story, STORIES } from '../stories';
import { checkBooks } from './check-books';
import type { Books, Fact, Raw } from './facts';

/** What is done to books that were right, and the words in which that has to be found. */
interface Mistake {
  readonly what: string;
  readonly story: string;
  readonly plant: (books: Books) => Books;
  readonly found: string;
}

const mistake = (what: string, story: string, plant: Mistake['plant'], found: string): Mistake => ({
  ...{ what, story, plant, found },
});

/** The last fact of a type, made into others. */
const changed =
  (type: string, into: (fact: Fact) => readonly Fact[]) =>
  (books: Books): Books => {
    const at = books.facts.findLastIndex((fact) => fact.type === type);
    if (at < 0) throw new Error(`the story has no ${type}`);
    const [before, after] = [books.facts.slice(0, at), books.facts.slice(at + 1)];
    return { ...books, facts: [...before, ...into(books.facts[at]!), ...after] };
  };

const lost = (type: string) => changed(type, () => []);
const doubled = (type: string) => changed(type, (fact) => [fact, fact]);
const edited = (type: string, edit: (data: Raw) => Raw) =>
  changed(type, (fact) => [{ ...fact, data: { ...fact.data, ...edit(fact.data) } }]);

const PURCHASE = 'a purchase';
const REFUND = 'a refund in parts';
const DISPUTE = 'a dispute that is lost';
const RENEWAL = 'a subscription that fails and is tried again';
const PAYOUT = 'a referral to its payout';
const REFUSED = 'a grant that is refused';

const MISTAKES: readonly Mistake[] = [
  mistake('a grant without its lot', PURCHASE, lost('account.credits-granted'), 'grants of'),
  mistake('a second grant', PURCHASE, doubled('account.credits-granted'), 'a reference is granted 2 times'),
  mistake(
    'a second grant under another name',
    PURCHASE,
    changed('account.credits-granted', (fact) => [fact, { ...fact, data: { ...fact.data, reference: 'x' } }]),
    'grants of',
  ),
  mistake(
    'more credits than were bought',
    PURCHASE,
    edited('account.credits-granted', () => ({ amountMicros: '2500000001' })),
    'granted for',
  ),
  mistake(
    'a grant at another price',
    PURCHASE,
    edited('account.credits-granted', () => ({ purchaseAmount: { amountMinor: '1', currency: 'USD' } })),
    'cost of what',
  ),
  mistake('credits without a payment', PURCHASE, lost('order.paid'), 'were granted before it was paid'),
  mistake('a payment told twice', PURCHASE, doubled('order.paid'), 'an order is paid 2 times'),
  mistake('an invoice nobody wrote', PURCHASE, lost('invoice.paid'), 'invoices of order'),
  mistake('an invoice paid twice', PURCHASE, doubled('invoice.paid'), 'invoices of order'),
  mistake(
    'a number left out',
    PURCHASE,
    edited('invoice-series.numbered', () => ({ ordinal: 3 })),
    'numbers of INV',
  ),
  mistake(
    'a number without its series',
    PURCHASE,
    edited('invoice-series.numbered', () => ({ ordinal: 1, number: 'INV-2026-000001' })),
    'a number is taken 2 times',
  ),
  mistake(
    'a date before the one before',
    PURCHASE,
    edited('invoice-series.numbered', () => ({ issuedAt: '2026-01-01T00:00:00.000Z' })),
    'dates of INV',
  ),
  mistake(
    'another content than was numbered',
    PURCHASE,
    edited('invoice.drafted', () => ({ digest: 'x' })),
    'digest',
  ),
  mistake(
    'a total that is no sum',
    REFUND,
    edited('invoice.drafted', () => ({
      totals: { subtotalMinor: '1', taxMinor: '1', totalMinor: '1', currency: 'USD' },
    })),
    'total of',
  ),
  mistake('a refund told twice', REFUND, doubled('order.refunded'), 'a refund is recorded 2 times'),
  mistake(
    'a refund above the payment',
    REFUND,
    edited('order.refunded', () => ({ amountMinor: '9999' })),
    'went back than was paid',
  ),
  mistake('credits that stayed', REFUND, lost('account.credits-taken-back'), 'credits taken back or owed'),
  mistake(
    'a refund the account never heard of',
    REFUND,
    lost('account.purchase-refunded'),
    'counted as refunded',
  ),
  mistake(
    'a credit note nobody wrote',
    REFUND,
    lost('invoice.credited'),
    'paid invoices less credits in USD',
  ),
  mistake('money kept for refused credits', REFUSED, lost('order.refunded'), 'did not go back'),
  mistake('a charge due twice', RENEWAL, doubled('subscription.charge-due'), 'a charge is due 2 times'),
  mistake('a charge paid twice', RENEWAL, doubled('subscription.charge-paid'), 'a charge is paid 2 times'),
  mistake('money of a charge unheard', RENEWAL, lost('subscription.charge-paid'), 'which paid for nothing'),
  mistake('a month granted twice', RENEWAL, doubled('subscription.grant-due'), 'a period is granted 2 times'),
  mistake('a month not granted', RENEWAL, lost('account.credits-granted'), 'lots of grant:'),
  mistake('a period begun twice', RENEWAL, doubled('subscription.period-started'), 'a period begins 2 times'),
  mistake(
    'a second reward',
    PAYOUT,
    doubled('referral-program.reward-earned'),
    'a referee is rewarded 2 times',
  ),
  mistake('a reward forgotten', PAYOUT, lost('referral-program.reward-earned'), 'rewards for'),
  mistake('a payout before vesting', PAYOUT, lost('referral-program.reward-vested'), 'more than had vested'),
  mistake(
    'a payout that ends twice',
    PAYOUT,
    doubled('referral-program.payout-paid-out'),
    'a payout ends 2 times',
  ),
];

const BEYOND: readonly Mistake[] = [
  mistake(
    'a payment of the bank unheard',
    PURCHASE,
    (books) => booked(books, 'payment', 2),
    'payment is booked 2 times',
  ),
  mistake('a payment never made', PURCHASE, (books) => booked(books, 'payment', 0), 'payment never made'),
  mistake('a refund made twice', REFUND, (books) => booked(books, 'refund', 2), 'refund is booked 2 times'),
  mistake('a refund never made', REFUND, (books) => booked(books, 'refund', 0), 'refund never made'),
  mistake('a refund unheard', REFUND, lost('order.refunded'), 'refund not recorded'),
  mistake('a dispute unheard', DISPUTE, lost('order.refunded'), 'dispute not recorded'),
  mistake('a payout made twice', PAYOUT, (books) => booked(books, 'payout', 2), 'payout is booked 2 times'),
  mistake('a payout never made', PAYOUT, (books) => booked(books, 'payout', 0), 'payout never made'),
  mistake(
    'a bank told again',
    PAYOUT,
    (books) => ({ ...books, askedTwice: ['payout p'] }),
    'told again: payout p',
  ),
  mistake(
    'something left waiting',
    PURCHASE,
    (books) => ({ ...books, waiting: [{ reaction: 'r', state: 'halted', reason: 'why' }] }),
    'r is halted: why',
  ),
];

/** The last booking of a kind, so many times. */
function booked({ bank, ...books }: Books, kind: string, times: number): Books {
  const at = bank.findLastIndex((one) => one.kind === kind);
  return { ...books, bank: [...bank.slice(0, at), ...Array(times).fill(bank[at]!), ...bank.slice(at + 1)] };
}

describe('the checker of books', () => {
  const told = new Map<string, Promise<Books>>();
  const booksOfStory = (name: string): Promise<Books> => {
    const story = STORIES.find((one) => one.name === name) as Story;
    if (!told.has(name))
      told.set(
        name,
        play(story).then(({ town }) => booksOf(town)),
      );
    return told.get(name)!;
  };

  it.each([...MISTAKES, ...BEYOND])('finds $what', async ({ story, plant, found }) => {
    const books = await booksOfStory(story);
    expect(checkBooks(books)).toEqual([]);
    expect(checkBooks(plant(books)).join('\n')).toContain(found);
  });
});
