import fc from 'fast-check';
import { programFunds } from './projections/program-funds/program-funds';
import { referralRewards } from './projections/referral-rewards/referral-rewards';
import { bookkeeper, started } from './testing/given-payouts';
import { DAY, givenReferrals, type GivenReferrals } from './testing/given-referrals';

const REFEREES = ['bob', 'cyd', 'dan'] as const;

/** What happens to one of the parties that Ada brings, or to Ada, or to everybody. */
const step = fc.oneof(
  fc.record({ act: fc.constant('pay' as const), who: fc.constantFrom(...REFEREES), order: fc.nat(2) }),
  fc.record({
    ...{ act: fc.constant('refund' as const), who: fc.constantFrom(...REFEREES), order: fc.nat(2) },
    refundedMinor: fc.constantFrom(1n, 1_700n, 4_999n, 5_000n),
  }),
  fc.record({ act: fc.constant('wait' as const), days: fc.constantFrom(0, 1, 13, 31) }),
  fc.record({ act: fc.constant('ask' as const), amountMinor: fc.bigInt(1n, 900n) }),
  fc.record({ act: fc.constant('start' as const) }),
  fc.record({ act: fc.constant('react' as const) }),
  fc.record({ act: fc.constant('crash' as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

const rewards = fc.constantFrom(
  { kind: 'percent', percent: '12.3456' } as const,
  { kind: 'fixed', amount: '9.99', currency: 'USD' } as const,
  { kind: 'credits', referrer: '50', referee: '20' } as const,
);

/** Refunds of an order add up, as an order tells them; what is not paid is not refunded. */
class Orders {
  private readonly paid = new Map<string, bigint>();

  constructor(private readonly given: GivenReferrals) {}

  async pay(who: string, order: string): Promise<void> {
    if (this.paid.has(order)) return;
    this.paid.set(order, 0n);
    await this.given.pay(who, order);
  }

  async refund(who: string, order: string, upToMinor: bigint): Promise<void> {
    const before = this.paid.get(order);
    if (before === undefined || upToMinor <= before) return;
    this.paid.set(order, upToMinor);
    const refundId = `${order}-${upToMinor}`;
    await this.given.refund(who, order, { refundId, refundedMinor: upToMinor });
  }
}

async function live(steps: readonly Step[], rule: object) {
  const books = bookkeeper();
  const minimumPayout = { amount: '0.01', currency: 'USD' };
  const given = await givenReferrals({
    rule: { ...rule, minimumPayout, vestingDays: 14 },
    providers: { PAYPAL: books.provider },
  });
  const orders = new Orders(given);
  await given.openProgram('ada', 'ADA');
  for (const party of ['ada', ...REFEREES]) await given.openAccount(party);
  for (const party of REFEREES) await given.register(party, { referralCode: 'ADA' });
  const asked: string[] = [];
  const perform: { [A in Step['act']]: (one: Extract<Step, { act: A }>) => Promise<unknown> } = {
    pay: ({ who, order }) => orders.pay(who, `${who}-${order}`),
    refund: ({ who, order, refundedMinor }) => orders.refund(who, `${who}-${order}`, refundedMinor),
    wait: ({ days }) =>
      given.after(days * DAY, 'referralProgram-ada', ...REFEREES.map((id) => `referral-${id}`)),
    ask: async ({ amountMinor }) => {
      const { events } = await given.requestPayout('ada', { amountMinor });
      const [reserved] = events.filter(({ type }) => type === 'PayoutReserved');
      if (reserved) asked.push((reserved.data as { payoutId: string }).payoutId);
    },
    start: async () => {
      await given.settled();
      if (asked.length > 0) await started(given, asked.pop()!);
    },
    react: () => given.settled(),
    crash: () => given.reacting.forget(),
  };
  for (const one of steps) await perform[one.act](one as never);
  await given.settled();
  return { given, books };
}

describe('through any order of payments, refunds, payouts, waits and crashes', () => {
  it('there is one reward per referee, and no more is paid out than was earned, but for what is owed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), rewards, async (steps, reward) => {
        const { given, books } = await live(steps, { reward });
        const funds = await given.funds('ada');
        const confirmed = (await given.log()).filter(({ type }) => type === 'ReferralConfirmed');
        const earned = (await given.log()).filter(({ type }) => type === 'RewardEarned');
        expect(new Set(confirmed.map(({ stream }) => stream)).size).toBe(confirmed.length);
        expect(earned.length).toBe(confirmed.length);
        expect(new Set(books.booked).size).toBe(books.booked.length);
        expect(given.reacting.items()).toEqual([]);
        if (!funds) return;
        const { earnedMinor, clawedBackMinor, vestingMinor, availableMinor, reservedMinor, paidOutMinor } =
          funds;
        const owed = availableMinor < 0n ? -availableMinor : 0n;
        expect(earnedMinor).toBe(
          vestingMinor + availableMinor + reservedMinor + paidOutMinor + clawedBackMinor,
        );
        expect(paidOutMinor + reservedMinor).toBeLessThanOrEqual(earnedMinor - clawedBackMinor + owed);
        expect(vestingMinor >= 0n && reservedMinor >= 0n && clawedBackMinor <= earnedMinor).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('the read models say what streams decide by, and no more is left of a reward than of its payment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), rewards, async (steps, reward) => {
        const { given } = await live(steps, { reward });
        const [row] = await given.rows(programFunds);
        const funds = await given.funds('ada');
        expect(row?.available_minor).toBe(funds?.availableMinor);
        expect(row?.clawed_back_minor).toBe(funds?.clawedBackMinor);
        const lost = (await given.log()).filter(
          ({ type, data }) =>
            type === 'ReferralPaymentLost' && (data as { refundedMinor: bigint }).refundedMinor === 5_000n,
        );
        const gone = new Set(lost.map(({ data }) => (data as { referralId: string }).referralId));
        const back = new Map<string, bigint>();
        for (const { type, data } of await given.log()) {
          if (type !== 'ReferralPaymentLost') continue;
          const { referralId, refundedMinor } = data as { referralId: string; refundedMinor: bigint };
          const before = back.get(referralId) ?? 0n;
          back.set(referralId, refundedMinor > before ? refundedMinor : before);
        }
        for (const one of await given.rows(referralRewards)) {
          const paidLeft = 5_000n - (back.get(one.referral_id) ?? 0n);
          expect((one.amount - one.clawed_back) * 5_000n).toBeLessThanOrEqual(one.amount * paidLeft);
          expect((one.amount - one.clawed_back + 1n) * 5_000n).toBeGreaterThan(one.amount * paidLeft);
          if (gone.has(one.referral_id))
            expect(one).toMatchObject({ clawed_back: one.amount, state: 'CANCELED' });
        }
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
