import type { CreditsGranted, LotLapsed, LotRolledOver, TierChanged } from '@ledgerline/contexts/accounts';
import { addMonths, addSeconds } from '@ledgerline/kernel';
import { cancelSubscription } from '../commands/cancel-subscription/cancel-subscription';
import { changePlan } from '../commands/change-plan/change-plan';
import type { InvoiceIssued, InvoicePaid, InvoiceVoided } from '../domain/invoice/invoice-events';
import type { OrderExpired, OrderPlaced, RefundRequested } from '../domain/order/order-events';
import type {
  ChargeDue,
  ChargeFailed,
  ChargePaid,
  GrantDue,
} from '../domain/subscription/subscription-events';
import { START } from '../testing/given-subscription';
import { SubscriptionTown } from '../testing/subscription-town';

const JANUARY = '2027-01-31T10:00:00.000Z';
const DAY = 86_400;

async function subscribed(more: Partial<typeof START> = {}): Promise<SubscriptionTown> {
  const town = await SubscriptionTown.begin(JANUARY);
  await town.start(more);
  await town.checkOut();
  return town;
}

/** What holds after any history: money, credits and papers tell the same. */
async function booksAgree(town: SubscriptionTown): Promise<void> {
  const paid = await town.of<ChargePaid>('ChargePaid');
  const issued = await town.of<InvoiceIssued>('InvoiceIssued');
  const settled = await town.of<InvoicePaid>('InvoicePaid');
  const money = paid.filter(({ orderId }) => orderId !== null);
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, one) => total + one, 0n);
  expect(new Set(paid.map(({ charge }) => charge)).size).toBe(paid.length);
  expect(sum(settled.map(({ amountMinor }) => amountMinor))).toBe(
    sum(money.map(({ amountMinor }) => amountMinor)),
  );
  for (const year of new Set(issued.map((one) => one.year))) {
    const ordinals = issued.filter((one) => one.year === year).map(({ ordinal }) => ordinal);
    expect(ordinals).toEqual(ordinals.map((_, at) => at + 1));
  }
  const due = (await town.of<GrantDue>('GrantDue')).filter(({ amountMicros }) => amountMicros > 0n);
  const granted = (await town.of<CreditsGranted>('CreditsGranted')).map(({ reference }) => reference);
  expect(new Set(granted).size).toBe(granted.length);
  expect(due.map(({ grant }) => grant)).toEqual(expect.arrayContaining(granted));
  expect(town.waiting()).toEqual([]);
}

describe('a subscription through its streams', () => {
  it('is paid at a checkout, and puts the account into its plan with its credits', async () => {
    const town = await subscribed();
    expect(await town.of<OrderPlaced>('OrderPlaced')).toMatchObject([
      { collection: 'checkout', purpose: { kind: 'subscription' } },
    ]);
    const account = await town.account();
    expect(account).toMatchObject({ tier: 'pro', plan: 'solo', period: { anchor: JANUARY, months: 1 } });
    expect(account.balanceMicros).toBe(300_000_000n);
    await booksAgree(town);
  });

  it('lives through a year: a charge, an invoice and a grant each month, on its day', async () => {
    const town = await subscribed();
    for (let day = 1; day <= 365; day += 5) await town.at(addSeconds(JANUARY, day * DAY));
    await town.at(addMonths(JANUARY, 12));
    const days = Array.from({ length: 13 }, (_, month) => addMonths(JANUARY, month));
    expect((await town.of<ChargeDue>('ChargeDue')).map(({ dueAt }) => dueAt)).toEqual(days);
    expect((await town.of<CreditsGranted>('CreditsGranted')).map(({ effectiveAt }) => effectiveAt)).toEqual(
      days,
    );
    expect(await town.of('InvoicePaid')).toHaveLength(13);
    expect(town.purse.taken.size).toBe(13);
    await booksAgree(town);
  });

  it('of a year is charged once in it and granted every month', async () => {
    const town = await subscribed({ interval: 'YEARLY' });
    for (let month = 1; month <= 12; month++) await town.at(addMonths(JANUARY, month));
    expect(await town.of('ChargePaid')).toHaveLength(2);
    expect(await town.of('CreditsGranted')).toHaveLength(13);
    await booksAgree(town);
  });

  it('catches up in order when nobody was there for three days over the end of a month', async () => {
    const town = await subscribed();
    await town.at('2027-03-03T00:00:00.000Z');
    expect(await town.of('ChargePaid')).toHaveLength(2);
    await town.at('2027-06-15T00:00:00.000Z');
    expect((await town.of<ChargePaid>('ChargePaid')).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5]);
    await booksAgree(town);
  });

  it('comes to the same credits when nobody was there for months: each grant lapses and rolls over as ever', async () => {
    const [always, away] = [await subscribed(), await subscribed()];
    for (let day = 1; day <= 135; day++) await always.at(addSeconds(JANUARY, day * DAY));
    await away.at(addSeconds(JANUARY, 135 * DAY));
    const credits = async (town: SubscriptionTown) => ({
      granted: (await town.of<CreditsGranted>('CreditsGranted')).map(({ effectiveAt, amountMicros }) => [
        ...[effectiveAt, amountMicros],
      ]),
      rolledOver: (await town.of<LotRolledOver>('LotRolledOver')).map(({ rolledOverAt, expiresAt }) => [
        ...[rolledOverAt, expiresAt],
      ]),
      lapsed: (await town.of<LotLapsed>('LotLapsed')).reduce((sum, one) => sum + one.amountMicros, 0n),
      balance: (await town.account()).balanceMicros,
    });
    await always.settleAccount();
    await away.settleAccount();
    expect(await credits(away)).toEqual(await credits(always));
    expect((await credits(away)).granted).toHaveLength(5);
    expect((await credits(away)).balance).toBe(400_000_000n);
    await booksAgree(away);
  });

  it('is the same when everything its reactions did is done again', async () => {
    const town = await subscribed();
    await town.at(addMonths(JANUARY, 2));
    const before = [
      await town.of('OrderPlaced'),
      await town.of('InvoiceIssued'),
      await town.of('CreditsGranted'),
    ];
    await town.crash();
    expect([
      await town.of('OrderPlaced'),
      await town.of('InvoiceIssued'),
      await town.of('CreditsGranted'),
    ]).toEqual(before);
    await booksAgree(town);
  });

  it('whose card is declined keeps its plan for seven days of retries, then it is free', async () => {
    const town = await subscribed();
    town.purse.willing = false;
    await town.at('2027-02-28T10:00:00.000Z');
    expect((await town.subscription()).life!.status).toBe('PAST_DUE');
    for (const day of ['01', '03', '05']) await town.at(`2027-03-${day}T10:00:00.000Z`);
    expect(await town.of('ChargeFailed')).toHaveLength(4);
    expect((await town.account()).tier).toBe('pro');
    await town.at('2027-03-07T10:00:00.000Z');
    expect(await town.account()).toMatchObject({ tier: 'free', plan: null, period: null });
    expect(await town.of<InvoiceVoided>('InvoiceVoided')).toHaveLength(1);
    expect((await town.account()).balanceMicros).toBe(0n);
    await booksAgree(town);
  });

  it('waits with the bill while the read model of usage is behind', async () => {
    const town = await subscribed({ plan: 'metered' });
    town.usageIsBehind = true;
    await town.at('2027-02-28T10:00:00.000Z');
    expect(await town.of('ChargePriced')).toHaveLength(1);
    expect(town.waiting()).toHaveLength(1);
    town.usageIsBehind = false;
    await town.at('2027-02-28T11:00:00.000Z');
    expect(await town.of('ChargePaid')).toHaveLength(2);
    await booksAgree(town);
  });

  it('whose card is good again goes on', async () => {
    const town = await subscribed();
    town.purse.willing = false;
    await town.at('2027-02-28T10:00:00.000Z');
    town.purse.willing = true;
    await town.at('2027-03-01T10:00:00.000Z');
    expect((await town.subscription()).life!.status).toBe('ACTIVE');
    await booksAgree(town);
  });

  it('without a method to charge fails as no-payment-method', async () => {
    const town = await SubscriptionTown.begin(JANUARY);
    await town.start();
    const { charge, subscriptionId } = (await town.subscription()).life!;
    await town.payOrder(`${subscriptionId}-${charge!.ordinal}-1`);
    await town.at('2027-02-28T10:00:00.000Z');
    expect(await town.of<ChargeFailed>('ChargeFailed')).toMatchObject([{ reason: 'no-payment-method' }]);
  });

  it('is not charged for an attempt that is over, though a card is there when all is done again', async () => {
    const town = await SubscriptionTown.begin(JANUARY);
    await town.start();
    const { charge, subscriptionId } = (await town.subscription()).life!;
    await town.payOrder(`${subscriptionId}-${charge!.ordinal}-1`);
    await town.at('2027-02-28T10:00:00.000Z');
    await town.keepCard();
    await town.at('2027-03-01T10:00:00.000Z');
    expect(await town.of('ChargePaid')).toHaveLength(2);
    const taken = [...town.purse.taken.keys()];
    await town.crash();
    expect([...town.purse.taken.keys()]).toEqual(taken);
    await booksAgree(town);
  });

  it('that was never paid ends after 23 hours, and money that comes then goes back', async () => {
    const town = await SubscriptionTown.begin(JANUARY);
    await town.start();
    const { subscriptionId } = (await town.subscription()).life!;
    await town.at('2027-02-01T09:00:00.000Z');
    expect((await town.subscription()).life!.status).toBe('INCOMPLETE_EXPIRED');
    expect(await town.of<OrderExpired>('OrderExpired')).toMatchObject([
      { orderId: `${subscriptionId}-1-1`, expiredAt: '2027-02-01T09:00:00.000Z' },
    ]);
    await town.payOrder(`${subscriptionId}-1-1`);
    expect(await town.of<RefundRequested>('RefundRequested')).toMatchObject([{ amountMinor: 3_000n }]);
    expect([...town.purse.returned.values()]).toEqual([3_000n]);
    expect(await town.of('CreditsGranted')).toEqual([]);
  });

  it('that is canceled while it waits for its money withdraws its checkout at once', async () => {
    const town = await SubscriptionTown.begin(JANUARY);
    await town.start();
    const end = { when: 'now' as const, reason: 'enough' };
    await town.do((state, context) => cancelSubscription(end, state, context));
    expect(await town.of<OrderExpired>('OrderExpired')).toMatchObject([{ expiredAt: JANUARY }]);
    expect(await town.of('InvoiceVoided')).toHaveLength(1);
    expect(town.waiting()).toEqual([]);
  });

  it('that is canceled now takes its unused credits back, and none that were bought', async () => {
    const town = await subscribed();
    await town.grant({ creditType: 'PURCHASE', amountMicros: 7_000_000n, reference: 'order:o1' });
    const end = { when: 'now' as const, reason: 'enough' };
    await town.do((state, context) => cancelSubscription(end, state, context));
    expect(await town.account()).toMatchObject({ tier: 'free', plan: null, balanceMicros: 7_000_000n });
    expect((await town.of<TierChanged>('TierChanged')).map(({ tier }) => tier)).toEqual(['pro', 'free']);
  });

  it('that changes its plan pays the difference and gets the new plan’s credits', async () => {
    const town = await subscribed();
    await town.at('2027-02-14T10:00:00.000Z');
    await town.do((state, context) => changePlan({ ...START, plan: 'team', when: 'now' }, state, context));
    expect((await town.of<ChargePaid>('ChargePaid')).map(({ amountMinor }) => amountMinor)).toEqual([
      3_000n,
      7_500n,
    ]);
    expect((await town.account()).plan).toBe('team');
    await booksAgree(town);
  });

  it('of a trial grants trial credits, and asks for money when it ends', async () => {
    const town = await SubscriptionTown.begin(JANUARY);
    await town.start({ trial: true });
    expect(await town.of<CreditsGranted>('CreditsGranted')).toMatchObject([
      { creditType: 'TRIAL_GRANT', amountMicros: 140_000_000n },
    ]);
    expect((await town.account()).plan).toBe('solo');
    await town.at('2027-02-14T10:00:00.000Z');
    await town.checkOut();
    expect((await town.account()).balanceMicros).toBe(300_000_000n);
    await booksAgree(town);
  });
});
