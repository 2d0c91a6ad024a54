import { AnAccount, factIn, sharesIn } from '../testing/an-account';
import { POLICY_CATALOG, policyUnder } from '../testing/policy-catalog';
import { owedMicros } from './lot-consequences';

/** A tier that may go 20 below zero. */
const trusted = () => AnAccount.opened('trusted', POLICY_CATALOG);
const owed = (account: AnAccount) => owedMicros(account.scenario.state) / 1_000_000n;

describe('an overdraft', () => {
  it('is none where the tier allows none', () => {
    expect(AnAccount.opened('plain', POLICY_CATALOG).request('g', 'image').reason).toBe(
      'insufficient-credits',
    );
  });

  it('is drawn up to the tier’s bound and not a micro further, what is there being used first', () => {
    const account = trusted();
    account.grant('5');
    const told = account.request('g', 'image', { quantity: 2 });

    expect(told.events.slice(0, 2).map(({ type }) => type)).toEqual([
      'OverdraftDrawn',
      'GenerationRequested',
    ]);
    expect(factIn(told, 'OverdraftDrawn')).toMatchObject({
      amountMicros: 15_000_000n,
      overdrawnMicros: 15_000_000n,
      allowedMicros: 20_000_000n,
    });
    expect(sharesIn(factIn(told, 'GenerationRequested').lots)).toEqual(['id-2 5', 'overdraft-id-3 15']);
    expect(account.request('h', 'image').reason).toBe('insufficient-credits');
    expect(account.record('photo', { quantity: 6 })).toMatchObject({
      reason: 'insufficient-credits',
      figures: { needed: '6', available: '0' },
    });
    expect(account.record('photo', { quantity: 5 }).outcome).toBe('accepted');
  });

  it('that is unlimited ends only where figures do', () => {
    const account = AnAccount.opened('endless', POLICY_CATALOG);
    expect(account.request('g', 'image', { quantity: 1_000_000 }).outcome).toBe('accepted');
    const chat = { model: 'small', inputTokens: 0, outputTokens: 500_000_000_000 };
    expect(account.request('h', 'chat', chat).reason).toBe('insufficient-credits');
  });

  it('is available to nobody but the job it was drawn for', () => {
    const account = trusted();
    account.request('g', 'image');
    expect(account.credits).toEqual({ balance: '10', held: '10', available: '0' });
  });

  it('that was not needed is returned, and owed no more', () => {
    const account = trusted();
    account.request('g', 'image');
    const told = account.fail('g');

    expect(told.events.map(({ type }) => type)).toEqual(['GenerationFailed', 'OverdraftReturned']);
    expect(account.lots).toEqual([]);
    expect(account.scenario.state.overdrawnMicros).toBe(0n);
    expect(account.request('h', 'image', { quantity: 2 }).outcome).toBe('accepted');
  });

  it('is returned in part where the job came cheaper', () => {
    const account = trusted();
    account.request('g', 'chat', { model: 'small', inputTokens: 10, outputTokens: 0 });
    account.complete('g', { inputTokens: 4, outputTokens: 0 });
    expect(owed(account)).toBe(4n);
    expect(account.scenario.state.overdrawnMicros).toBe(4_000_000n);
    expect(account.credits.balance).toBe('0');
  });

  it('that was spent is repaid by the next grant before anything else is done with it', () => {
    const account = trusted();
    account.record('image');
    const told = account.grant('25');

    expect(told.events.map(({ type }) => type)).toContain('OverdraftRepaid');
    expect(sharesIn(factIn(told, 'OverdraftRepaid').shares)).toEqual(['id-3 10']);
    expect(account.credits).toEqual({ balance: '15', held: '0', available: '15' });
    expect(owed(account)).toBe(0n);
  });

  it('is repaid in part by a small grant, and the rest stays owed against the bound', () => {
    const account = trusted();
    account.record('image', { quantity: 2 });
    account.grant('5');
    expect(owed(account)).toBe(15n);
    expect(account.credits.balance).toBe('0');
    expect(account.record('photo', { quantity: 6 }).reason).toBe('insufficient-credits');
    expect(account.record('photo', { quantity: 5 }).outcome).toBe('accepted');
  });

  it('is repaid by a grant that takes effect later only then', () => {
    const account = trusted();
    account.record('image');
    account.grant('25', { effectiveAt: '2026-11-21T10:00:00.000Z' });
    expect(owed(account)).toBe(10n);
    account.at('2026-11-21T10:00:00.000Z').scenario.settle();
    expect(account.credits.balance).toBe('15');
  });

  it('is repaid by the day’s refill after the tier has changed', () => {
    const account = trusted();
    account.record('image');
    account.changeTier('free');
    account.record('draw', { status: 'failed' });
    expect(account.credits.available).toBe('90');
    expect(owed(account)).toBe(0n);
  });

  it('costs nothing to have where credits are switched off', () => {
    const account = AnAccount.opened('trusted', policyUnder({ creditsEnabled: false }));
    account.request('g', 'image', { quantity: 1_000 });
    expect(account.scenario.state.overdrawnMicros).toBe(0n);
  });
});
