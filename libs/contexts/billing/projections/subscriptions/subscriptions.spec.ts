import fc from 'fast-check';
import { addSeconds } from '@ledgerline/kernel';
import { foldInMemory, ProjectedEvent } from '@ledgerline/platform/projections';
import { cancelSubscription } from '../../commands/cancel-subscription/cancel-subscription';
import { nextDue } from '../../domain/subscription/next-due';
import { dueFactsOf } from '../../domain/subscription/settle-subscription';
import { GivenSubscription } from '../../testing/given-subscription';
import { subscriptions } from './subscriptions';

const JANUARY = '2026-01-31T10:00:00.000Z';

/** The row of the subscription that was started last. */
function rowOf(given: GivenSubscription) {
  const events = given.events.map(({ type, data }, at): ProjectedEvent => ({
    ...{ type, data, stream: 'subscription-ada', revision: BigInt(at), at: given.now },
    ...{ position: String(at).padStart(6, '0'), metadata: { at: given.now } },
  }));
  const rows = foldInMemory(subscriptions, events);
  return rows.find((row) => row.subscription_id === given.state.life!.subscriptionId)!;
}

describe('the read model of subscriptions', () => {
  it('tells plan, period, what was paid and what is due next', () => {
    const given = new GivenSubscription(JANUARY);
    given.start({ trial: true });
    expect(rowOf(given)).toMatchObject({ status: 'TRIALING', due_at: '2026-02-14T10:00:00.000Z', grants: 1 });
    given.at('2026-02-14T10:00:00.000Z').settled();
    given.pay();
    expect(rowOf(given)).toMatchObject({
      ...{ status: 'ACTIVE', plan: 'solo', amount_minor: 3_000n, paid_minor: 3_000n, charges_paid: 1 },
      ...{ period_start: '2026-02-14T10:00:00.000Z', due_at: '2026-03-14T10:00:00.000Z', grants: 2 },
    });
  });

  it('tells how it ended, and that nothing is due then', () => {
    const given = new GivenSubscription(JANUARY);
    given.start();
    given.pay();
    given.do(cancelSubscription, { when: 'now', reason: 'enough' });
    expect(rowOf(given)).toMatchObject({
      ...{ status: 'CANCELED', end_cause: 'now', end_reason: 'enough', ended_at: JANUARY, due_at: null },
    });
  });

  it('says of every subscription what its stream says: how it stands, and when time does something to it', () => {
    const act = fc.tuple(
      fc.constantFrom('pay', 'fail', 'look', 'free', 'team', 'later', 'cancel', 'start'),
      fc.integer({ min: 0, max: 40 * 86_400 }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const given = new GivenSubscription(JANUARY);
        given.start({ trial: true });
        for (const [kind, seconds] of acts) {
          given.at(addSeconds(given.now, seconds)).settled();
          if (kind === 'pay' && given.state.life!.charge) given.pay();
          if (kind === 'fail' && given.state.life!.charge) given.fail();
          if (kind === 'free' || kind === 'team') given.change({ plan: kind });
          if (kind === 'later') given.change({ plan: 'team', when: 'period-end' });
          if (kind === 'cancel') given.do(cancelSubscription, { when: 'period-end', reason: 'enough' });
          if (kind === 'start') given.start({ plan: 'metered' });
          const [row, life] = [rowOf(given), given.state.life!];
          expect(row.due_at).toBe(nextDue(dueFactsOf(life))?.at ?? null);
          expect(row).toMatchObject({
            status: life.status,
            plan: life.terms.plan,
            charge: life.charge?.charge ?? null,
          });
        }
      }),
      { numRuns: 100 },
    );
  });
});
