import { activateSubscription } from '../../commands/activate-subscription/activate-subscription';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { recordChargePaid } from './record-charge-paid';
import { resumeSubscription } from '../../commands/resume-subscription/resume-subscription';
import { undoPlanChange } from '../../commands/undo-plan-change/undo-plan-change';
import { GivenSubscription, subscriber } from '../../testing/given-subscription';

const JANUARY = '2026-01-15T10:00:00.000Z';
const subscribed = (plan = 'solo', interval: 'MONTHLY' | 'YEARLY' = 'MONTHLY') => {
  const given = new GivenSubscription(JANUARY);
  given.start({ plan, interval });
  given.pay();
  return given;
};
const refusedWith = (reason: string) => expect.objectContaining({ kind: 'refused', reason });
const noEffectOf = (reason: string) => ({ kind: 'no-effect', reason });

describe('starting', () => {
  it('waits for the first money, and begins a period counted from the start when it comes', () => {
    const given = new GivenSubscription(JANUARY);
    given.start();
    expect(given.status).toBe('INCOMPLETE');
    expect(given.of('PeriodStarted')).toEqual([]);
    given.at('2026-01-16T08:59:59.999Z').pay();
    expect(given.status).toBe('ACTIVE');
    expect(given.of('PeriodStarted')).toMatchObject([{ period: { ordinal: 1, start: JANUARY } }]);
    expect(given.of('ChargePaid')).toMatchObject([
      { charge: 'renew:s1:1', first: true, amountMinor: 3_000n },
    ]);
    expect(given.of('GrantDue')).toMatchObject([
      { grant: 'grant:s1:1', kind: 'paid', amountMicros: 300_000_000n, effectiveAt: JANUARY },
    ]);
  });

  it('ends as never paid after 23 hours, and money that comes then is for no open charge', () => {
    const given = new GivenSubscription(JANUARY);
    given.start();
    given.price();
    given.at('2026-01-16T08:59:59.999Z').settled();
    expect(given.status).toBe('INCOMPLETE');
    given.at('2026-01-16T09:00:00.000Z').settled();
    expect(given.status).toBe('INCOMPLETE_EXPIRED');
    const late = { charge: 'renew:s1:1', orderId: 's1-1-1', amountMinor: 3_000n, currency: 'USD' };
    expect(given.do(recordChargePaid, { ...late, paidAt: given.now })).toEqual(
      refusedWith('charge-not-open'),
    );
    expect(given.start()).toMatchObject({ kind: 'accepted' });
  });

  it('of a plan that costs nothing needs no payment', () => {
    const given = new GivenSubscription(JANUARY);
    given.start({ plan: 'free' });
    expect(given.status).toBe('ACTIVE');
    given.at('2026-03-20T00:00:00.000Z').settled();
    expect(given.of('ChargeDue')).toEqual([]);
    expect(given.of('GrantDue').map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  });

  it.each([
    ['account-not-found', { subscriber: subscriber({ account: 'missing', members: 0 }) }],
    ['account-closed', { subscriber: subscriber({ account: 'closed', members: 0 }) }],
    ['unknown-plan', { plan: 'golden' }],
    ['plan-not-offered', { plan: 'retired' }],
    ['interval-not-offered', { plan: 'team', interval: 'YEARLY' as const }],
    ['seats-above-plan', { plan: 'team', seats: 11 }],
    [
      'seats-below-members',
      { plan: 'team', seats: 2, subscriber: subscriber({ account: 'open', members: 3 }) },
    ],
    ['trial-not-offered', { plan: 'free', trial: true }],
    ['provider-not-set-up', { providerIsSetUp: false }],
    ['provider-not-set-up', { providerIsSetUp: false, plan: 'metered' }],
  ])('is refused %s', (reason, command) => {
    const given = new GivenSubscription(JANUARY);
    expect(given.start(command)).toEqual(refusedWith(reason));
  });

  it('asks for no provider where nothing is ever to be paid', () => {
    const given = new GivenSubscription(JANUARY);
    expect(given.start({ providerIsSetUp: false, plan: 'free' })).toMatchObject({ kind: 'accepted' });
  });

  it('takes as many seats as the plan has and the members need', () => {
    const given = new GivenSubscription(JANUARY);
    const members = { subscriber: subscriber({ members: 10 }) };
    expect(given.start({ plan: 'team', seats: 10, ...members })).toMatchObject({ kind: 'accepted' });
  });

  it('is refused subscription-already-live while one lives, and not after it has ended', () => {
    const given = subscribed();
    expect(given.start({ plan: 'team' })).toEqual(refusedWith('subscription-already-live'));
    given.do(cancelSubscription, { when: 'now', reason: 'enough' });
    expect(given.start({ plan: 'team' })).toMatchObject({ kind: 'accepted' });
    expect(given.state.life!.subscriptionId).toBe('s2');
  });
});

describe('a trial', () => {
  const trial = () => {
    const given = new GivenSubscription(JANUARY);
    given.start({ trial: true });
    return given;
  };

  it('grants its part of a month in credits that end with it, and nothing is charged before', () => {
    const given = trial();
    expect(given.status).toBe('TRIALING');
    expect(given.of('GrantDue')).toMatchObject([
      { kind: 'trial', amountMicros: 140_000_000n, expiresAt: '2026-01-29T10:00:00.000Z', rollover: null },
    ]);
    given.at('2026-01-29T09:59:59.999Z').settled();
    expect(given.of('ChargeDue')).toEqual([]);
    given.at('2026-01-29T10:00:00.000Z').settled();
    expect(given.of('ChargeDue')).toMatchObject([{ ordinal: 1, dueAt: given.now }]);
    expect(given.state.life!.anchor).toBe('2026-01-29T10:00:00.000Z');
    given.pay();
    expect(given.of('GrantDue')).toMatchObject([{ kind: 'trial' }, { kind: 'paid', ordinal: 2 }]);
  });

  it('is given once, whatever the plan: then refused trial-already-used', () => {
    const given = trial();
    given.do(cancelSubscription, { when: 'now', reason: 'no' });
    expect(given.start({ plan: 'team', trial: true })).toEqual(refusedWith('trial-already-used'));
  });

  it('ends early when somebody activates it; without one that is refused subscription-not-trialing', () => {
    const given = trial().at('2026-01-20T00:00:00.000Z');
    given.do(activateSubscription, {});
    expect(given.of('TrialEnded')).toMatchObject([{ early: true }]);
    expect(given.of('PeriodStarted').at(-1)).toMatchObject({ period: { ordinal: 1, start: given.now } });
    expect(given.do(activateSubscription, {})).toEqual(refusedWith('subscription-not-trialing'));
  });

  it('that is canceled at its end is never charged', () => {
    const given = trial();
    given.do(cancelSubscription, { when: 'period-end', reason: 'no' });
    given.at('2026-03-01T00:00:00.000Z').settled();
    expect(given.status).toBe('CANCELED');
    expect(given.of('ChargeDue')).toEqual([]);
  });

  it('goes on with another plan when it is changed', () => {
    const given = trial().at('2026-01-20T00:00:00.000Z');
    given.change({ plan: 'team' });
    expect(given.status).toBe('TRIALING');
    given.at('2026-01-29T10:00:00.000Z').settled();
    expect(given.of('ChargeDue')).toMatchObject([{ lines: [{ amountMinor: 9_000n }] }]);
    expect(given.of('GrantDue')).toHaveLength(1);
  });
});

describe('ending', () => {
  it('now takes back what the plan says: the lots that may still have credits, or none', () => {
    const [solo, team] = [subscribed('solo'), subscribed('team')];
    for (const given of [solo, team]) given.do(cancelSubscription, { when: 'now', reason: 'enough' });
    expect(solo.of('SubscriptionCanceled')).toMatchObject([
      { cause: 'now', voids: [{ grant: 'grant:s1:1', kind: 'paid' }] },
    ]);
    expect(team.of('SubscriptionCanceled')).toMatchObject([{ voids: [] }]);
  });

  it('at the period’s end keeps what was paid for until then, and can be taken back', () => {
    const given = subscribed();
    const end = { when: 'period-end' as const, reason: 'enough' };
    given.do(cancelSubscription, end);
    expect(given.do(cancelSubscription, end)).toEqual(noEffectOf('cancellation-scheduled'));
    given.do(resumeSubscription, {});
    expect(given.do(resumeSubscription, {})).toEqual(noEffectOf('not-canceled'));
    given.do(cancelSubscription, end);
    given.at('2026-02-15T09:59:59.999Z').settled();
    expect(given.status).toBe('ACTIVE');
    given.at('2026-02-15T10:00:00.000Z').settled();
    expect(given.of('SubscriptionCanceled')).toMatchObject([{ cause: 'period-end', canceledAt: given.now }]);
    expect(given.of('ChargeDue')).toHaveLength(1);
  });

  it('needs a subscription that lives (no-live-subscription), and has begun (subscription-incomplete)', () => {
    const given = new GivenSubscription(JANUARY);
    for (const decide of [resumeSubscription, undoPlanChange, activateSubscription]) {
      expect(given.do(decide, {})).toEqual(refusedWith('no-live-subscription'));
    }
    expect(given.change({ plan: 'team' })).toEqual(refusedWith('no-live-subscription'));
    given.start();
    const end = { when: 'period-end' as const, reason: 'enough' };
    expect(given.do(cancelSubscription, end)).toEqual(refusedWith('subscription-incomplete'));
    expect(given.change({ plan: 'team' })).toEqual(refusedWith('subscription-incomplete'));
  });
});
