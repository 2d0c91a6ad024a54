import { grantCreditsSlice, NO_GRANT_TERMS } from '@ledgerline/contexts/accounts';
import { allOf, commandOf, does, ReactionCommand, Step, waits } from '@ledgerline/platform/reactions';
import type { CreditsReward } from '../domain/reward';
import type { ReactingParts } from './reacting-parts';

/** The external act behind a reward's lot: by it the same reward is granted once, and taken back. */
export function rewardReference(rewardId: string, { beneficiaryId }: CreditsReward): string {
  return `referral:${rewardId}:${beneficiaryId}`;
}

/** A reward in credits becomes a lot of its beneficiary; what the account refuses is told. */
export function grantReward(
  { families }: ReactingParts,
  given: {
    readonly rewardId: string;
    readonly reward: CreditsReward;
    readonly reason: string;
    refused(because: string): readonly Step[];
  },
): ReactionCommand {
  const { reward, rewardId, reason } = given;
  const reference = rewardReference(rewardId, reward);
  return grantRewardCredits(families.account, {
    accountId: reward.beneficiaryId,
    creditsMicros: reward.creditsMicros,
    ...{ reference, reason, refused: (because: string) => given.refused(because) },
  });
}

/** A lot of type REFERRAL_REWARD: once per reference, however often it is asked for. */
export function grantRewardCredits(
  family: ReactingParts['families']['account'],
  given: {
    readonly accountId: string;
    readonly creditsMicros: bigint;
    readonly reference: string;
    readonly reason: string;
    refused(because: string): readonly Step[];
  },
): ReactionCommand {
  const { accountId, creditsMicros: amountMicros, reference, reason, refused } = given;
  const later = ['too-many-refusals'] as const;
  const codes = grantCreditsSlice.route.refusals.filter((code) => code !== later[0]);
  return commandOf(
    { family, slice: grantCreditsSlice },
    {
      streamId: accountId,
      parameters: { type: 'REFERRAL_REWARD', reference },
      command: {
        ...{ ...NO_GRANT_TERMS, creditType: 'REFERRAL_REWARD', amountMicros, reason, reference },
        ...{ priority: null, effectiveAt: null, expiresAt: null },
      },
      refused: {
        ...allOf(
          codes,
          does(({ reason: because }) => refused(because)),
        ),
        ...allOf(later, waits('the account was refused too often within a minute')),
        // Who signed up a moment ago may have no account yet; who has none for good is told of by the age.
        'account-not-found': waits('the account is not open yet'),
      },
    },
  );
}
