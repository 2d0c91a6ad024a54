import { accept } from '@ledgerline/kernel';
import { missing, PartyContext, PartyDecision } from '../../domain/party/party-decision';
import type { PartyState } from '../../domain/party/party-state';

export interface ChangeBillingDetails {
  readonly country: string;
  readonly sealed: string | null;
  readonly reason?: string | undefined;
}

/** What invoices say from now on; those that were issued stay as they are. */
export function changeBillingDetails(
  { country, sealed, reason }: ChangeBillingDetails,
  state: PartyState,
  { now }: PartyContext,
): PartyDecision {
  const refused = missing(state);
  if (refused) return refused;

  const { partyId } = state;
  const because = reason === undefined ? {} : { reason };
  return accept({
    type: 'BillingDetailsChanged',
    data: { partyId, country, sealed, ...because, changedAt: now },
  });
}
