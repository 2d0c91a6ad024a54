import { accept } from '@ledgerline/kernel';
import { completePayout } from './commands/complete-payout/complete-payout';
import { failPayout } from './commands/fail-payout/fail-payout';
import { payouts } from './projections/payouts/payouts';
import { ADA, adaHasEarned, asked, bookkeeper, started } from './testing/given-payouts';
import { DAY, reasonOf } from './testing/given-referrals';

describe('a payout', () => {
  it('is set aside when it is asked for, paid when it is started, and then paid out', async () => {
    const books = bookkeeper();
    const given = await adaHasEarned(4_000n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 1_500n, reservedMinor: 2_500n });
    expect(await given.payout(payoutId)).toMatchObject({ status: 'PENDING', amountMinor: 2_500n });
    expect(books.booked).toEqual([]);
    expect(await started(given, payoutId)).toBe('accepted');
    expect(await given.payout(payoutId)).toMatchObject({ status: 'COMPLETED' });
    expect(await given.funds('ada')).toMatchObject({ reservedMinor: 0n, paidOutMinor: 2_500n });
    expect(await given.rows(payouts)).toMatchObject([
      { payout_id: payoutId, status: 'COMPLETED', transaction_id: `t-${payoutId}`, ask_at: null },
    ]);
  });

  it('holds why it was approved, where whoever did it said so', async () => {
    const given = await adaHasEarned(2_500n);
    await started(given, await asked(given), 'looked at, and right');
    const approved = (await given.log()).find(({ type }) => type === 'PayoutStarted');
    expect(approved!.data).toMatchObject({ batchId: null, reason: 'looked at, and right' });
  });

  it('is paid once where the provider times out after paying: it is asked, never paid again', async () => {
    const books = bookkeeper({ pay: 'lost' });
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    await started(given, payoutId);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'PROCESSING' });
    expect(given.reacting.items()).toMatchObject([{ state: 'waiting', reason: 'carry-payout: timed out' }]);
    await given.after(60);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'COMPLETED' });
    expect(books.booked).toEqual([payoutId]);
  });

  it('is paid once, though everything is done again after a crash', async () => {
    const books = bookkeeper();
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    await started(given, await asked(given));
    await given.reacting.forget();
    await given.settled();
    expect(books.booked).toHaveLength(1);
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 0n, paidOutMinor: 2_500n });
  });

  it('that the provider has not finished is asked for again when it falls due, and later less often', async () => {
    const books = bookkeeper({ pay: 'pending' });
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    await started(given, payoutId);
    const stream = `payout-${payoutId}`;
    const before = books.asks();
    await given.after(299, stream);
    expect(books.asks()).toBe(before);
    await given.after(1, stream);
    await given.after(3_599, stream);
    expect(books.asks()).toBe(before + 1);
    books.known.set(payoutId, { state: 'paid', transactionId: 't' });
    await given.after(3 * DAY, stream);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'COMPLETED' });
    expect(books.booked).toHaveLength(1);
  });

  it('is asked for by the name that the provider gave it, and never paid again, however long that takes', async () => {
    const books = bookkeeper({ pay: 'pending', forgets: true });
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    await started(given, payoutId);
    expect(await given.payout(payoutId)).toMatchObject({
      transactionId: `b-${payoutId}`,
      askAt: expect.any(String),
    });
    expect(await given.rows(payouts)).toMatchObject([{ transaction_id: `b-${payoutId}` }]);
    await given.after(40 * DAY, `payout-${payoutId}`);
    await given.after(DAY, `payout-${payoutId}`);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'PROCESSING', isUnresolved: false });
    expect(books.booked).toEqual([payoutId]);
  });

  it('that may have been paid and is forgotten by its provider waits for a person, and is never paid again', async () => {
    const books = bookkeeper({ pay: 'lost', forgets: true });
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    await started(given, payoutId);
    expect(books.booked).toEqual([payoutId]);
    await given.after(29 * DAY);
    const stream = `payout-${payoutId}`;
    await given.after(DAY, stream);
    expect(books.booked).toEqual([payoutId]);
    expect(await given.payout(payoutId)).toMatchObject({
      status: 'PROCESSING',
      isUnresolved: true,
      askAt: null,
    });
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 0n, reservedMinor: 2_500n });
    expect(await given.rows(payouts)).toMatchObject([
      { status: 'PROCESSING', reason: expect.stringContaining('look it up') as string },
    ]);
    expect(given.reacting.items()).toEqual([]);
    const done = await given.command(given.families.payout.stream, payoutId, (state, context) =>
      completePayout({ ...ADA, transactionId: 'b1', reason: 'seen at PayPal' }, state, context),
    );
    expect(reasonOf(done)).toBe('accepted');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ reservedMinor: 0n, paidOutMinor: 2_500n });
  });

  it('whose owner is erased while it is on its way is asked for all the same, and not called failed', async () => {
    const books = bookkeeper({ pay: 'pending', forgets: true });
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given);
    await started(given, payoutId);
    given.erased.add('ada');
    books.known.set(payoutId, { state: 'paid', transactionId: 't' });
    await given.after(300, `payout-${payoutId}`);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'COMPLETED' });
  });

  it('that the provider refuses makes the money available again', async () => {
    const given = await adaHasEarned(2_500n, {
      providers: { PAYPAL: bookkeeper({ pay: 'failed' }).provider },
    });
    const payoutId = await asked(given);
    await started(given, payoutId);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'FAILED' });
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 2_500n, reservedMinor: 0n });
  });

  it('whose destination was erased fails, and nothing is paid', async () => {
    const books = bookkeeper();
    const given = await adaHasEarned(2_500n, { providers: { PAYPAL: books.provider } });
    const payoutId = await asked(given, { sealed: null });
    await started(given, payoutId);
    expect(await given.payout(payoutId)).toMatchObject({ status: 'FAILED' });
    expect(books.booked).toEqual([]);
  });

  it('as store credit needs nobody, and becomes a lot at the price of the request', async () => {
    const given = await adaHasEarned(2_550n);
    const payoutId = await asked(given, { method: 'STORE_CREDIT', amountMinor: 2_550n });
    expect(await given.payout(payoutId)).toMatchObject({ status: 'COMPLETED' });
    expect(await given.balance('ada')).toBe('2550');
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 0n, paidOutMinor: 2_550n });
  });

  it('as store credit that the account does not take fails, and the money is available again', async () => {
    const given = await adaHasEarned(2_500n);
    await given.command(given.families.account.stream, 'ada', (_state, { now }) =>
      accept({ type: 'AccountClosed', data: { reason: 'gone', closedAt: now } }),
    );
    const payoutId = await asked(given, { method: 'STORE_CREDIT' });
    expect(await given.payout(payoutId)).toMatchObject({ status: 'FAILED' });
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 2_500n, reservedMinor: 0n });
  });
});

describe('a bank transfer', () => {
  it('is completed, or fails, by hand and once', async () => {
    const given = await adaHasEarned(5_000n);
    const first = await asked(given, { method: 'BANK_TRANSFER' });
    const second = await asked(given, { method: 'BANK_TRANSFER' });
    const complete = (payoutId: string) =>
      given.command(given.families.payout.stream, payoutId, (state, context) =>
        completePayout({ ...ADA, transactionId: 'b1', reason: 'done' }, state, context),
      );
    const fail = (payoutId: string) =>
      given.command(given.families.payout.stream, payoutId, (state, context) =>
        failPayout({ ...ADA, error: 'no such account' }, state, context),
      );
    expect(reasonOf(await complete(first))).toBe('payout-not-processing');
    expect(reasonOf(await fail(first))).toBe('payout-not-processing');
    await started(given, first);
    await started(given, second);
    expect(reasonOf(await complete(first))).toBe('accepted');
    expect(reasonOf(await complete(first))).toBe('no-effect');
    expect(reasonOf(await fail(first))).toBe('payout-not-processing');
    expect(reasonOf(await fail(second))).toBe('accepted');
    expect(reasonOf(await fail(second))).toBe('no-effect');
    await given.settled();
    expect(await given.funds('ada')).toMatchObject({ availableMinor: 2_500n, paidOutMinor: 2_500n });
  });

  it('alone is by hand: of what a provider pays nobody else says what became of it (payout-not-by-hand)', async () => {
    const given = await adaHasEarned(2_500n, {
      providers: { PAYPAL: bookkeeper({ pay: 'pending' }).provider },
    });
    const payoutId = await asked(given);
    await started(given, payoutId);
    const done = await given.command(given.families.payout.stream, payoutId, (state, context) =>
      completePayout({ ...ADA, transactionId: 'b1', reason: 'done' }, state, context),
    );
    expect(reasonOf(done)).toBe('payout-not-by-hand');
  });
});
