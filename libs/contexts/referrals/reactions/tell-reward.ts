import type { ReactionCommand } from '@ledgerline/platform/reactions';
import { FollowReward, followReward } from '../domain/referral/follow-reward';
import { ownCommand, ReactingParts } from './reacting-parts';

/** Tells the referral what became of its reward. */
export function tellReward(
  { families }: ReactingParts,
  { referralId, ...command }: FollowReward & { readonly referralId: string },
): ReactionCommand {
  return ownCommand(families.referral, {
    name: 'FollowReward',
    streamId: referralId,
    parameters: { ...command },
    decide: (state, context) => followReward(command, state, context),
  });
}
