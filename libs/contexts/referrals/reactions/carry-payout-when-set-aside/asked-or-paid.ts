import { addDays, invariant, Timestamp } from '@ledgerline/kernel';
import { isProvided, PayoutState } from '../../domain/payout/payout-state';
import type { PayoutProvider, PayoutState as ProviderState } from '../../payouts/payout-provider';
import type { ReactingParts } from '../reacting-parts';

/** What is known of a payout; `unresolved` where nobody can be asked any more. */
export type Answer = Exclude<ProviderState, { state: 'unknown' }> | { readonly state: 'unresolved' };

/**
 * What the provider says of a payout. It is always asked first, by its own name where it has told one, and
 * told to pay only what it does not know: after a call whose answer was lost the next attempt finds here what
 * became of it. What it may have known and has forgotten is never paid again.
 */
export async function askedOrPaid(
  { open, payoutProviders }: Pick<ReactingParts, 'open' | 'payoutProviders'>,
  payout: PayoutState,
  now: Timestamp,
): Promise<Answer> {
  const { accountId, method, sealed } = payout;
  invariant(isProvided(method), 'only a provider is asked about a payout');
  const provider = payoutProviders[method];
  // It was asked for when somebody did; the payout waits until somebody does again.
  if (!provider) throw new Error(`nobody pays by ${method} here`);
  const { payoutId, amountMinor, currency, transactionId } = payout;
  const asked = { payoutId, accountId, amountMinor, currency, transactionId };
  const known = await provider.statusOf(asked);
  if (known.state !== 'unknown') return known;
  const destination = destinationOf(sealed === null ? undefined : await open(accountId, sealed));
  // Without one it was never sent; where one was erased since, it may have been.
  if (destination === undefined && (sealed === null || provider.knowsForDays === null)) {
    return { state: 'failed', reason: 'its destination was erased' };
  }
  if (destination === undefined || isForgotten(provider, payout, now)) return { state: 'unresolved' };
  const paid = await provider.pay({ ...asked, destination });
  invariant(paid.state !== 'unknown', 'a provider that was told to pay knows the payout');
  return paid;
}

/** Sent again after so long it would be a payout of its own. */
function isForgotten({ knowsForDays }: PayoutProvider, { startedAt }: PayoutState, now: Timestamp): boolean {
  return knowsForDays !== null && addDays(startedAt!, knowsForDays) <= now;
}

function destinationOf(personal: string | undefined): string | undefined {
  if (personal === undefined) return undefined;
  const { destination } = JSON.parse(personal) as { readonly destination?: string };
  return destination;
}
