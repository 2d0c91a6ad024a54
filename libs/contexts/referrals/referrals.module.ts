import type { ContextDescription, RunningContext } from '@ledgerline/platform/contexts';
import { ClickGate } from './click/click-gate';
import { CLICKS, ClickController, type Clicks } from './click/click.http';
import { referralsCommands } from './commands/registry';
import { referralsDueSources } from './due-sources';
import { referralsEvents } from './event-registries';
import { referralsFamilies } from './families';
import type { ReferralsParts } from './referrals-parts';
import { REFERRALS_PROBLEMS } from './referrals-problems';
import { referralsQueries } from './projections/queries.http';
import { referralsProjections } from './projections/registry';
import { referralsReactions } from './reactions/registry';
import { readModelLookup } from './referral-lookup';

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
    controllers: [...referralsQueries.controllers, ClickController],
    providers: [...referralsQueries.handlers, { provide: CLICKS, useValue: clicksOf(parts) }],
  };
}

function clicksOf({ ledger, sealer, now, catalogs, models }: ReferralsParts): Clicks {
  const { program } = referralsFamilies(catalogs);
  return { ledger, sealer, now, program, gate: new ClickGate(), lookup: readModelLookup(models) };
}
