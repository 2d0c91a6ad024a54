import fc from 'fast-check';
import { buys, disputes, givenBackAtBank, pays, perhaps, registers } from './acts';
import { checkBooks } from './books/check-books';
import { Books, of, sum } from './books/facts';
import { booksOf, scenesIn } from './play';
import { Town } from './town';

const SEED = Number(process.env.LEDGERLINE_MONEY_SEED ?? 1);
const RUNS = 25;
const HOUR_MS = 3_600_000;

/** What the world did to each order before anybody here heard of it: a webhook is one event of this mail. */
const HAPPENED = [
  pays('a'),
  givenBackAtBank('a', 499n),
  pays('b'),
  givenBackAtBank('b', 100n),
  givenBackAtBank('b', 1n),
  pays('c'),
  disputes('c', 'opened'),
  disputes('c', 'lost'),
  pays('d', { amountMinor: 498n, again: '-less' }),
  pays('d'),
  givenBackAtBank('d', 99n),
] as const;

/** Four orders whose checkouts are open, and all of the mail about them. */
async function townWithMail(): Promise<Town> {
  const town = await Town.begin();
  const sceneOf = scenesIn(town);
  const acts = [registers('ada'), ...['a', 'b', 'c', 'd'].map((order) => perhaps(buys(order, 'ada')))];
  for (const [index, act] of acts.entries()) {
    await act(sceneOf(`before-${index}`));
    await town.quiet();
  }
  for (const [index, act] of HAPPENED.entries()) await act(sceneOf(`happened-${index}`));
  // It is given out by hand from here on.
  town.delivered = Infinity;
  return town;
}

/** Every webhook at least once, in any order and again, with pauses in which what waits is tried. */
const deliveries: fc.Arbitrary<Delivery> = fc.tuple(
  fc.shuffledSubarray(
    HAPPENED.map((_, place) => place),
    { minLength: HAPPENED.length },
  ),
  fc.array(fc.record({ place: fc.nat(HAPPENED.length - 1), after: fc.nat(HAPPENED.length) }), {
    maxLength: 6,
  }),
  fc.array(fc.constantFrom(0, 0, 1, 30, 30 * 24), { minLength: HAPPENED.length, maxLength: HAPPENED.length }),
);

/** The order of the mail; what of it comes again, and after which; the hours that pass after each. */
type Delivery = [number[], { place: number; after: number }[], number[]];

async function delivered([order, again, pausesHours]: Delivery): Promise<Books> {
  const town = await townWithMail();
  for (const [index, place] of order.entries()) {
    await town.deliver(place);
    for (const one of again.filter(({ after }) => after === index)) await town.deliver(one.place);
    town.nowMs += pausesHours[index]! * HOUR_MS;
    if (pausesHours[index]! > 0) await town.quiet();
  }
  await town.patience();
  // A month later all of it is sent once more.
  town.nowMs += 31 * 24 * HOUR_MS;
  for (const place of order) await town.deliver(place);
  await town.patience();
  return booksOf(town);
}

/** Where everything stands in the end, of every order and account. */
function endOf(books: Books): readonly object[] {
  return of(books, 'order.placed').map(({ orderId }) => {
    const its = (type: string) => of(books, type).filter((fact) => fact.orderId === orderId);
    return {
      paid: its('order.paid').map(({ paymentId }) => paymentId as string),
      strays: its('order.payment-mismatched').map(({ paymentId, differs }) => `${paymentId} ${differs}`),
      refunded: sum(its('order.refunded'), ({ amountMinor }) => amountMinor),
      lots: its('account.credits-granted').map(({ amountMicros }) => amountMicros as string),
      gone: sum(its('account.credits-taken-back'), ({ amountMicros }) => amountMicros),
      disputes: its('order.dispute-lost').length,
      credited: its('invoice.paid').flatMap(({ invoiceId }) =>
        of(books, 'invoice.credited').filter((fact) => fact.invoiceId === invoiceId),
      ).length,
    };
  });
}

describe('webhooks in any order, again, late, and once more after a month', () => {
  it(`end in the same state, and in books that are right (seed ${SEED})`, async () => {
    const inOrder = HAPPENED.map((_, place) => place);
    const wished = await delivered([inOrder, [], inOrder.map(() => 0)]);
    expect(checkBooks(wished)).toEqual([]);
    await fc.assert(
      fc.asyncProperty(deliveries, async (given) => {
        const books = await delivered(given);
        expect(checkBooks(books)).toEqual([]);
        expect(endOf(books)).toEqual(endOf(wished));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 120_000);
});
