import { startPayoutBatch } from './commands/start-payout-batch/start-payout-batch';
import { cancelPayout } from './commands/cancel-payout/cancel-payout';
import type { BatchedPayout } from './domain/payout-batch/payout-batch';
import { ADA, adaHasEarned, asked, bookkeeper } from './testing/given-payouts';
import { type GivenReferrals, reasonOf } from './testing/given-referrals';

const pending = (...payoutIds: string[]): BatchedPayout[] =>
  payoutIds.map((payoutId) => ({ payoutId, accountId: 'ada', amountMinor: 2_500n }));

function start(given: GivenReferrals, of: readonly BatchedPayout[], upToMinor: bigint) {
  const command = { method: 'PAYPAL', currency: 'USD', upToMinor, reason: 'November', pending: of } as const;
  return given.command(given.families.payoutBatch.stream, 'batch', (state, context) =>
    startPayoutBatch(command, state, context),
  );
}

describe('a batch of payouts', () => {
  it('starts the oldest ones, as many as fit into its amount, each once', async () => {
    const books = bookkeeper();
    const given = await adaHasEarned(7_500n, { providers: { PAYPAL: books.provider } });
    const [first, second, third] = [await asked(given), await asked(given), await asked(given)];
    const told = await start(given, pending(first, second, third), 7_499n);
    expect(told.events[0]!.data).toMatchObject({ payouts: pending(first, second), totalMinor: 5_000n });
    await given.settled();
    expect(reasonOf(await start(given, pending(third), 7_500n))).toBe('no-effect');
    await given.reacting.forget();
    await given.settled();
    expect(books.booked).toEqual([first, second]);
    expect(await given.payout(third)).toMatchObject({ status: 'PENDING' });
    expect(await given.funds('ada')).toMatchObject({ reservedMinor: 2_500n, paidOutMinor: 5_000n });
  });

  it('goes on past one that was canceled while it was put together', async () => {
    const given = await adaHasEarned(5_000n, { providers: { PAYPAL: bookkeeper().provider } });
    const [first, second] = [await asked(given), await asked(given)];
    await given.command(given.families.payout.stream, first, (state, context) =>
      cancelPayout({ ...ADA, reason: 'another' }, state, context),
    );
    await start(given, pending(first, second), 5_000n);
    await given.settled();
    expect(await given.payout(first)).toMatchObject({ status: 'CANCELED' });
    expect(await given.payout(second)).toMatchObject({ status: 'COMPLETED' });
    expect(given.reacting.items()).toEqual([]);
  });

  it('of nothing, or of less than the oldest one, is refused no-payouts-pending', async () => {
    const given = await adaHasEarned(2_500n);
    expect(reasonOf(await start(given, [], 5_000n))).toBe('no-payouts-pending');
    expect(reasonOf(await start(given, pending('p'), 2_499n))).toBe('no-payouts-pending');
  });
});
