import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import type { PaymentMethodDetached } from '../../domain/payment-methods/payment-method-events';
import { paymentMethodsStream } from '../../streams/payment-methods-stream';

type Detached = PaymentMethodDetached['data'];

/** What is charged no more here the provider forgets, too: nobody could charge it by mistake or by theft. */
export function forgetMethodWhenDetached({
  ledger,
  providers,
}: Pick<BillingParts, 'ledger' | 'providers'>): Reaction {
  return {
    name: 'forget-method-when-detached',
    // One that its provider will not let go of holds up no other.
    key: ({ data }) => (data as Detached).providerMethodId,
    on: {
      PaymentMethodDetached: (event) => {
        const { accountId, providerMethodId } = (event as ProjectedEvent<PaymentMethodDetached>).data;
        const perform = async () => {
          const { detached } = (await ledger.read(paymentMethodsStream, accountId)).state;
          const { provider: name } = detached.find((one) => one.providerMethodId === providerMethodId)!;
          const provider = providers.get(name);
          if (!provider) return { notYet: `${name} is not set up` };
          await provider.forgetMethod({ accountId, providerMethodId });
          return [];
        };
        return [{ kind: 'deed', name: 'forget-method', owner: accountId, perform }];
      },
    },
  };
}
