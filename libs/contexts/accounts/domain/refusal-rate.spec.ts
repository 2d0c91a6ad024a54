import { AnAccount } from '../testing/an-account';

const refuseOften = (account: AnAccount, times: number) => {
  const told = Array.from({ length: times }, () => account.complete('nobody'));
  return told.map(({ reason }) => reason);
};
const refusalsOf = (account: AnAccount) =>
  account.scenario.history.filter(({ type }) => type === 'CommandRefused').length;

describe('an account that refuses all the time', () => {
  it('records 60 refusals in a minute and answers the next ones too-many-refusals, unrecorded', () => {
    const account = AnAccount.with('30');
    const reasons = refuseOften(account, 62);

    expect(reasons.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 'generation-not-found'));
    expect(reasons.slice(60)).toEqual(['too-many-refusals', 'too-many-refusals']);
    expect(refusalsOf(account)).toBe(60);
    expect(account.complete('nobody')).toMatchObject({
      events: [],
      figures: { refusals: 60, retryAt: '2026-11-21T09:01:00.000Z' },
    });
  });

  it('recovers with the next minute', () => {
    const account = AnAccount.with('30').at('2026-11-21T09:00:30.000Z');
    refuseOften(account, 61);

    expect(account.at('2026-11-21T09:00:59.999Z').complete('nobody').reason).toBe('too-many-refusals');
    expect(account.at('2026-11-21T09:01:00.000Z').complete('nobody').reason).toBe('generation-not-found');
    expect(refuseOften(account, 60).at(-1)).toBe('too-many-refusals');
    expect(refusalsOf(account)).toBe(120);
  });

  it('still accepts what can be accepted, and says of what has no effect that it has none', () => {
    const account = AnAccount.with('30');
    refuseOften(account, 61);

    expect(account.request('g', 'image').outcome).toBe('accepted');
    expect(account.complete('g').outcome).toBe('accepted');
    expect(account.complete('g').outcome).toBe('no-effect');
    expect(account.complete('nobody').reason).toBe('too-many-refusals');
  });

  it('still says by its own name what precedes the rate', () => {
    const account = AnAccount.opened();
    refuseOften(account, 61);
    account.close();

    expect(account.grant('1')).toMatchObject({ reason: 'account-closed', events: [] });
    expect(account.open()).toMatchObject({ reason: 'account-already-exists', events: [] });
    expect(refusalsOf(account)).toBe(60);
  });

  it('records with each refusal its reason, figures and catalog, and remembers it in its state', () => {
    const account = AnAccount.opened();
    const { events } = account.request('g', 'svg');

    expect(events).toEqual([
      {
        type: 'CommandRefused',
        data: {
          command: 'Command',
          reason: 'insufficient-credits',
          figures: { needed: '1', available: '0' },
          parameters: {},
          sealed: null,
          catalogVersion: 1,
          refusedAt: '2026-11-21T09:00:00.000Z',
        },
      },
    ]);
    expect(account.scenario.state.refusals).toEqual({ minute: '2026-11-21T09:00', count: 1 });
  });
});
