import { IsOptional } from 'class-validator';
import { formatCredits, formatMoney, parseCredits, parseMoney } from '@ledgerline/kernel';
import {
  CreditsText,
  Currency,
  Identifier,
  MoneyText,
  Nested,
  Problem,
  Text,
} from '@ledgerline/platform/http';
import type { Reward } from '../../domain/reward';
import type { ReferralsFamilies } from '../../families';
import { factOf, referralCommand } from '../referrals-command';
import { grantReferralReward } from './grant-referral-reward';

class RewardMoneyBody {
  @MoneyText()
  amount!: string;

  @Currency()
  currency!: string;
}

class GrantReferralRewardBody {
  @Identifier()
  beneficiaryId!: string;

  @IsOptional()
  @CreditsText()
  credits?: string;

  @IsOptional()
  @Nested(() => RewardMoneyBody)
  money?: RewardMoneyBody;

  @Text(500)
  reason!: string;
}

export const grantReferralRewardSlice = ({ program }: Pick<ReferralsFamilies, 'program'>) =>
  referralCommand({
    name: 'GrantReferralReward',
    route: {
      tag: 'referrals',
      path: '/v1/accounts/:accountId/referral/rewards',
      summary: 'Reward somebody for a referral, beside the rule: once per referral and beneficiary',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: ['referral-not-found', 'referral-rejected', 'reward-already-granted', 'program-not-found'],
      examples: {
        body: { beneficiaryId: 'ada', credits: '50', reason: 'brought a whole team' },
        facts: { beneficiaryId: 'ada', credits: '50' },
      },
    },
    body: GrantReferralRewardBody,
    gather: async ({ body }, { ledger }) => {
      const { state } = await ledger.read(program.stream, body.beneficiaryId);
      return state.status !== 'missing';
    },
    command: ({ body }, hasProgram) => ({
      reward: rewardIn(body),
      reason: body.reason,
      hasProgram: hasProgram === true,
    }),
    decide: grantReferralReward,
    facts: (events) => {
      const granted = factOf(events, 'ReferralRewardGranted');
      return granted ? toldReward(granted.reward) : {};
    },
  });

function rewardIn({ beneficiaryId, credits, money }: GrantReferralRewardBody): Reward {
  if (credits !== undefined && money === undefined) {
    return { kind: 'credits', beneficiaryId, creditsMicros: parseCredits(credits)! };
  }
  if (money !== undefined && credits === undefined) {
    const { amount, currency } = money;
    const amountMinor = parseMoney(amount, currency)!;
    if (amountMinor > 0n) return { kind: 'money', beneficiaryId, amountMinor, currency };
  }
  const message = 'is given, or money above 0 is, and not both';
  throw new Problem('validation-failed', { errors: [{ field: 'credits', message }] });
}

function toldReward(reward: Reward): Readonly<Record<string, unknown>> {
  const { beneficiaryId } = reward;
  if (reward.kind === 'credits') return { beneficiaryId, credits: formatCredits(reward.creditsMicros) };
  const { amountMinor, currency } = reward;
  return { beneficiaryId, money: { amount: formatMoney(amountMinor, currency), currency } };
}
