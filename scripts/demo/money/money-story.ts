import { LedgerClient } from '../play/ledger-client';
import { hasTestClocks } from '../system/serving';
import { MoneyDesk } from './money-desk';

/** What was seen to happen with money, a sentence each. */
export type MoneySeen = readonly string[];

const DAYS_OF_A_MONTH_AND_SOME = 32;
const DAY_MS = 86_400_000;

/**
 * Money moves: two purchases, one of them refunded in part; a subscription that renews, on a clock of its
 * own; and a referral that the first payment confirms.
 */
export async function moneyStory(
  client: LedgerClient,
  given: { readonly url: string; readonly runId: string },
): Promise<MoneySeen> {
  const desk = new MoneyDesk(client, given);
  const name = (who: string) => `demo-${given.runId}-${who}`;
  const code = `DEMO-${given.runId}`;
  await register(desk, name('eve'), {});
  await desk.send(`/v1/accounts/${name('eve')}/referral-program`, { code });
  await register(desk, name('fay'), { referralCode: code });
  return [
    await purchase(desk, name('fay')),
    await referral(desk, name('eve')),
    await refund(desk, name('fay')),
    ...(hasTestClocks() ? [await renewal(desk, name('gil'))] : []),
  ];
}

async function register(desk: MoneyDesk, partyId: string, more: Record<string, string>): Promise<void> {
  await desk.send('/v1/parties', { kind: 'user', partyId, ...more });
  await desk.once(`/v1/accounts/${partyId}`, () => true);
}

async function purchase(desk: MoneyDesk, accountId: string): Promise<string> {
  const { orderId } = await desk.send(`/v1/accounts/${accountId}/orders`, ofPack('starter'));
  const order = await desk.pay(accountId, String(orderId));
  const number = await invoiceNumber(desk, accountId, `kind=invoice&orderId=${String(orderId)}`);
  const paid = `${String(order.total)} ${String(order.currency)}`;
  return `purchase  ${String(order.credits)} credits for ${paid}, invoice ${number}`;
}

async function referral(desk: MoneyDesk, referrerId: string): Promise<string> {
  const path = `/v1/accounts/${referrerId}/referrals`;
  const seen = await desk.first(path, ({ status }) => status === 'CONFIRMED');
  const { amount, currency } = seen.reward as { amount: string; currency: string };
  return `referral  confirmed by that payment, ${amount} ${currency} for whoever brought them, once vested`;
}

async function refund(desk: MoneyDesk, accountId: string): Promise<string> {
  const { orderId } = await desk.send(`/v1/accounts/${accountId}/orders`, ofPack('plus'));
  await desk.pay(accountId, String(orderId));
  const path = `/v1/accounts/${accountId}/orders/${String(orderId)}`;
  const half = { amount: '9.99', currency: 'USD' };
  await desk.send(`${path}/refunds`, { amount: half, reason: 'half of it was not needed' });
  const { refunded } = await desk.once(path, (order) => order.refunded === half.amount);
  const taken = await desk.first(`/v1/accounts/${accountId}/statement?type=REFUND`);
  const note = await invoiceNumber(desk, accountId, `kind=credit-note&orderId=${String(orderId)}`);
  return `refund    ${String(refunded)} USD of a second one, ${String(taken.amount)} credits, credit note ${note}`;
}

/** A number comes last: it is given out once everything else is done. */
async function invoiceNumber(desk: MoneyDesk, accountId: string, which: string): Promise<string> {
  const path = `/v1/accounts/${accountId}/invoices?${which}`;
  const { number } = await desk.first(path, (invoice) => invoice.number !== null);
  return String(number);
}

async function renewal(desk: MoneyDesk, accountId: string): Promise<string> {
  const startsAt = Date.now() + 60_000;
  const clockId = `${accountId}-clock`;
  await desk.send('/v1/test-clocks', { clockId, time: new Date(startsAt).toISOString() });
  await register(desk, accountId, { testClockId: clockId });
  const subscribed = { plan: 'individual_pro', interval: 'MONTHLY' };
  await desk.send(`/v1/accounts/${accountId}/subscription`, subscribed);
  const first = await desk.first(`/v1/accounts/${accountId}/orders`);
  await desk.pay(accountId, String(first.orderId));
  const path = `/v1/accounts/${accountId}/subscriptions`;
  await desk.first(path, ({ status }) => status === 'ACTIVE');
  const to = new Date(startsAt + DAYS_OF_A_MONTH_AND_SOME * DAY_MS).toISOString();
  await desk.send(`/v1/test-clocks/${clockId}/advance`, { to });
  const seen = await desk.first(path, ({ chargesPaid, grants }) => chargesPaid === 2 && grants === 2);
  const { plan, paid, currency } = seen;
  return `renewal   ${String(plan)} on a test clock: 2 periods, ${String(paid)} ${String(currency)}, 2 grants`;
}

function ofPack(pack: string) {
  return { package: pack, currency: 'USD' };
}
