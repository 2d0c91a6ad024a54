import type { ContextDescription, RunningContext } from '@ledgerline/platform/contexts';
import { referralsCommands } from './commands/registry';
import { referralsDueSources } from './due-sources';
import { referralsEvents } from './event-registries';
import type { ReferralsParts } from './referrals-parts';
import { REFERRALS_PROBLEMS } from './referrals-problems';
import { referralsQueries } from './projections/queries.http';
import { referralsProjections } from './projections/registry';
import { referralsReactions } from './reactions/registry';

export const referralsDescription: ContextDescription = {
  name: 'Referrals',
  events: referralsEvents,
  projections: referralsProjections,
  problems: REFERRALS_PROBLEMS,
};

export function runningReferrals(parts: ReferralsParts): RunningContext {
  return {
    commands: referralsCommands(parts),
    reactions: referralsReactions(parts),
    due: referralsDueSources(parts),
    controllers: referralsQueries.controllers,
    providers: referralsQueries.handlers,
  };
}
