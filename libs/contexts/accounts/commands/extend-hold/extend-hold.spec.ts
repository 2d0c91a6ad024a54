import { AnAccount, factIn } from '../../testing/an-account';

function running(): AnAccount {
  const account = AnAccount.with('30');
  account.request('g', 'image');
  return account;
}

describe('extending a hold', () => {
  it('moves its deadline, counted from now, and keeps what is set aside', () => {
    const account = running().after(600);
    const told = account.extend('g', 1_000);

    expect(factIn(told, 'HoldExtended')).toMatchObject({
      generationId: 'g',
      action: 'image',
      deadlineAt: '2026-11-21T09:26:40.000Z',
      extendedAt: '2026-11-21T09:10:00.000Z',
      timeoutSeconds: 1_600,
    });
    expect(account.after(999.999).scenario.settle()).toEqual([]);
    expect(account.after(0.001).scenario.settle()).toMatchObject([
      { type: 'GenerationExpired', data: { deadlineAt: '2026-11-21T09:26:40.000Z' } },
    ]);
  });

  it('may be repeated until 24 h after the request, and is refused deadline-too-far a second beyond', () => {
    const account = running().after(600);

    expect(account.extend('g', 85_801)).toMatchObject({
      reason: 'deadline-too-far',
      figures: { deadlineAt: '2026-11-22T09:00:01.000Z', latestDeadline: '2026-11-22T09:00:00.000Z' },
    });
    expect(account.extend('g', 85_800).outcome).toBe('accepted');
    expect(account.after(1).extend('g', 85_800).reason).toBe('deadline-too-far');
  });

  it('to no later than it is has no effect', () => {
    const account = running().after(600);

    expect(account.extend('g', 300)).toMatchObject({ outcome: 'no-effect', reason: 'deadline-not-later' });
    expect(account.extend('g', 299).outcome).toBe('no-effect');
    expect(account.extend('g', 301).outcome).toBe('accepted');
  });

  it('is refused account-not-found, then account-closed, then generation-not-found', () => {
    expect(new AnAccount().extend('g', 60)).toMatchObject({ reason: 'account-not-found', events: [] });
    const closed = running();
    closed.close();
    expect(closed.extend('nobody', 60).reason).toBe('account-closed');
    expect(running().extend('nobody', 60).reason).toBe('generation-not-found');
  });

  it.each<[string, (account: AnAccount) => unknown, string]>([
    ['completed', (account) => account.complete('g'), 'COMPLETED'],
    ['failed', (account) => account.fail('g'), 'FAILED'],
    ['cancelled', (account) => account.cancel('g'), 'CANCELLED'],
    ['past its deadline', (account) => account.after(900), 'EXPIRED'],
  ])('of a job that is %s is refused generation-already-resolved', (_, resolve, state) => {
    const account = running();
    resolve(account);

    expect(account.extend('g', 1_000)).toMatchObject({
      reason: 'generation-already-resolved',
      figures: { generationId: 'g', state },
    });
  });
});
