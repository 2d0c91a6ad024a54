import { accept } from '@ledgerline/kernel';
import { startPayout } from '../commands/start-payout/start-payout';
import type { PayoutOrder, PayoutProvider, PayoutState } from '../payouts/payout-provider';
import { givenReferrals, type GivenOptions, type GivenReferrals, reasonOf } from './given-referrals';

export const ADA = { accountId: 'ada' };

/** Ada has earned so many cents, and may ask for all of them. */
export async function adaHasEarned(amountMinor: bigint, options: GivenOptions = {}) {
  const given = await givenReferrals(options);
  await given.openAccount('ada');
  await given.openProgram('ada', 'ADA');
  const reward = { kind: 'money', beneficiaryId: 'ada', amountMinor, currency: 'USD' } as const;
  const facts = { partyId: 'ada', rewardId: 'r1', referralId: 'bob', rewards: [reward] };
  await given.command(given.families.program.stream, 'ada', (_state, { now }) =>
    accept(
      { type: 'RewardEarned', data: { ...facts, vestsAt: now, earnedAt: now } },
      { type: 'RewardVested', data: { ...facts, vestedAt: now } },
    ),
  );
  return given;
}

export async function asked(
  given: GivenReferrals,
  more: Parameters<GivenReferrals['requestPayout']>[1] = {},
) {
  const { events } = await given.requestPayout('ada', more);
  await given.settled();
  return (events[0]!.data as { payoutId: string }).payoutId;
}

export const started = async (given: GivenReferrals, payoutId: string, reason?: string) => {
  const { funds } = (await given.ledger.read(given.families.program.stream, 'ada')).state;
  const result = await given.command(given.families.payout.stream, payoutId, (state, context) =>
    startPayout({ ...ADA, batchId: null, reason, funds }, state, context),
  );
  await given.settled();
  return reasonOf(result);
};

/** A provider in whose books one can look; it may lose its answer, and know a payout by its own id alone. */
export function bookkeeper(answers: { pay?: 'lost' | 'pending' | 'failed'; forgets?: boolean } = {}) {
  const booked: string[] = [];
  let asks = 0;
  const known = new Map<string, PayoutState>();
  const provider: PayoutProvider = {
    method: 'PAYPAL',
    knowsForDays: 29,
    pay: ({ payoutId }: PayoutOrder) => {
      booked.push(payoutId);
      const paid = { state: 'paid', transactionId: `t-${payoutId}` } as const;
      const failed = { state: 'failed', reason: 'closed' } as const;
      const told: PayoutState =
        answers.pay === 'failed'
          ? failed
          : answers.pay === 'pending'
            ? { state: 'pending', transactionId: `b-${payoutId}` }
            : paid;
      known.set(payoutId, told);
      return answers.pay === 'lost' ? Promise.reject(new Error('timed out')) : Promise.resolve(told);
    },
    statusOf: ({ payoutId, transactionId }) => {
      asks += 1;
      const isFound = transactionId !== null || answers.forgets !== true;
      return Promise.resolve((isFound && known.get(payoutId)) || { state: 'unknown' });
    },
  };
  return { provider, booked, known, asks: () => asks };
}
