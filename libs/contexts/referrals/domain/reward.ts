import { invariant, parseCredits, parseMoney } from '@ledgerline/kernel';
import type { ReferralRule } from '@ledgerline/contexts/catalog';

/** What one party gets for a referral. Credits are not money, and stand in no currency. */
export type Reward = MoneyReward | CreditsReward;

export interface MoneyReward {
  readonly kind: 'money';
  readonly beneficiaryId: string;
  readonly amountMinor: bigint;
  readonly currency: string;
}

export interface CreditsReward {
  readonly kind: 'credits';
  readonly beneficiaryId: string;
  readonly creditsMicros: bigint;
}

export interface FirstPayment {
  readonly referrerId: string;
  readonly refereeId: string;
  readonly paidMinor: bigint;
  readonly currency: string;
}

/** What the rule gives for a referee's first payment; nothing that comes to zero. */
export function rewardsOf(rule: ReferralRule['reward'], payment: FirstPayment): readonly Reward[] {
  const { referrerId: beneficiaryId, refereeId, paidMinor, currency } = payment;
  const rewards: Record<typeof rule.kind, () => readonly Reward[]> = {
    fixed: () => {
      const { amount, currency: own } = rule as Extract<typeof rule, { kind: 'fixed' }>;
      const amountMinor = parseMoney(amount, own);
      invariant(amountMinor !== undefined, `a published rule has an amount of money, not ${amount}`);
      return [{ kind: 'money', beneficiaryId, amountMinor, currency: own }];
    },
    percent: () => {
      const { percent } = rule as Extract<typeof rule, { kind: 'percent' }>;
      const amountMinor = shareOf(paidMinor, percentParts(percent), PARTS_IN_WHOLE);
      return [{ kind: 'money', beneficiaryId, amountMinor, currency }];
    },
    credits: () => {
      const { referrer, referee } = rule as Extract<typeof rule, { kind: 'credits' }>;
      return [creditsFor(beneficiaryId, referrer), creditsFor(refereeId, referee)];
    },
  };
  return rewards[rule.kind]().filter((reward) => worthOf(reward) > 0n);
}

/** Minor units of money, or micro-credits. */
export function worthOf(reward: Reward): bigint {
  return reward.kind === 'money' ? reward.amountMinor : reward.creditsMicros;
}

export function withWorth(reward: Reward, worth: bigint): Reward {
  return reward.kind === 'money' ? { ...reward, amountMinor: worth } : { ...reward, creditsMicros: worth };
}

/**
 * The one rounding of rewards: down, so that nobody is given more than was promised. Of a reward, in money or
 * in credits, no greater part stays than of the payment behind it.
 */
export function shareOf(amount: bigint, part: bigint, whole: bigint): bigint {
  return (amount * part) / whole;
}

/** What stays of a reward when of the payment behind it so much went back. */
export function keptOf(reward: Reward, { refundedMinor, totalMinor }: PaymentLoss): bigint {
  return shareOf(worthOf(reward), totalMinor - refundedMinor, totalMinor);
}

export interface PaymentLoss {
  /** Of the payment, everything so far. */
  readonly refundedMinor: bigint;
  readonly totalMinor: bigint;
}

function creditsFor(beneficiaryId: string, credits: string): Reward {
  const creditsMicros = parseCredits(credits);
  invariant(creditsMicros !== undefined, `a published rule has credits, not ${credits}`);
  return { kind: 'credits', beneficiaryId, creditsMicros };
}

/** A percentage has at most four places: a millionth part is the least there is. */
const PARTS_IN_WHOLE = 1_000_000n;

function percentParts(percent: string): bigint {
  const [whole = '', fraction = ''] = percent.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}
