import { addSeconds } from '@ledgerline/kernel';
import { compileCatalog } from '@ledgerline/contexts/catalog';
import { NINE } from '../testing/account-scenario';
import { AnAccount } from '../testing/an-account';
import { SCENARIO_DOCUMENT } from '../testing/scenario-catalog';

/** What happens seldom, and was wrong once. */
describe('an account', () => {
  it('takes a refund back as it comes where its reference was barred', () => {
    const account = AnAccount.with('20');
    account.request('g', 'svg', { quantity: 4 });
    account.complete('g');
    account.void({ creditType: 'REFUND', reference: 'claim-1' });
    const { events } = account.refund('g', 'claim-1');
    expect(events.map(({ type }) => type)).toEqual(['GenerationRefunded', 'CreditsGranted', 'LotVoided']);
    expect(account.credits.available).toBe('16');
  });

  it('refuses a granted adjustment under the reference of a deduction', () => {
    const account = AnAccount.with('20');
    account.adjust('-5', 'ticket-1');
    const { reason } = account.grant('5', { creditType: 'ADMIN_ADJUSTMENT', reference: 'ticket-1' });
    expect(reason).toBe('reference-conflict');
  });

  it('lapses in the same sweep what rolled over from an expired hold and has ended since', () => {
    const account = AnAccount.opened();
    const rollover = { capMicros: 100_000_000n, days: 1 };
    account.grant('10', { expiresAt: addSeconds(NINE, 60), rollover });
    account.request('g', 'svg', { quantity: 10 });
    const swept = account.after(3 * 86_400).scenario.settle('sweep');
    expect(swept.map(({ type }) => type)).toEqual(['GenerationExpired', 'LotRolledOver', 'LotLapsed']);
  });

  it("crosses a member's threshold when a tier with a lower part for each begins", () => {
    const limits = SCENARIO_DOCUMENT.limits.map((limit) =>
      limit.name === 'calls_hourly' ? { ...limit, memberValues: { plain: 9, pro: 2 } } : limit,
    );
    const account = AnAccount.opened('plain', compileCatalog(1, { ...SCENARIO_DOCUMENT, limits }));
    account.record('call', { quantity: 2, actorUserId: 'bob' });
    const { events } = account.changeTier('pro');
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'LimitReached',
        data: expect.objectContaining({ limit: 'calls_hourly', member: 'bob' }) as object,
      }),
    );
  });
});
