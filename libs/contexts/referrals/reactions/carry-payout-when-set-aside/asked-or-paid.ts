import { invariant } from '@ledgerline/kernel';
import { isProvided, PayoutState } from '../../domain/payout/payout-state';
import type { PayoutOrder, PayoutState as ProviderState } from '../../payouts/payout-provider';
import type { ReactingParts } from '../reacting-parts';

/**
 * What the provider says of a payout. It is always asked first, and told to pay only what it does not know:
 * after a call whose answer was lost the next attempt finds here what became of it.
 */
export async function askedOrPaid(
  { open, payoutProviders }: Pick<ReactingParts, 'open' | 'payoutProviders'>,
  payout: PayoutState,
): Promise<ProviderState> {
  const { payoutId, accountId, method, amountMinor, currency, sealed } = payout;
  invariant(isProvided(method), 'only a provider is asked about a payout');
  const destination = destinationOf(sealed === null ? undefined : await open(accountId, sealed));
  if (destination === undefined) return { state: 'failed', reason: 'its destination was erased' };
  const provider = payoutProviders[method];
  // It was asked for when somebody did; the payout waits until somebody does again.
  if (!provider) throw new Error(`nobody pays by ${method} here`);
  const order: PayoutOrder = {
    ...{ payoutId, accountId, amountMinor, currency, destination, transactionId: null },
  };
  const known = await provider.statusOf(order);
  return known.state === 'unknown' ? provider.pay(order) : known;
}

function destinationOf(personal: string | undefined): string | undefined {
  if (personal === undefined) return undefined;
  const { destination } = JSON.parse(personal) as { readonly destination?: string };
  return destination;
}
