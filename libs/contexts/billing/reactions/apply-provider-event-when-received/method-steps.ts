import { addDays, type Timestamp } from '@ledgerline/kernel';
import type { Step } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { detachPaymentMethod } from '../../commands/detach-payment-method/detach-payment-method';
import { keepPaymentMethod } from '../../domain/payment-methods/keep-payment-method';
import { paymentMethodCommand } from '../../commands/payment-method-command';
import type { ProviderName } from '../../domain/order/order-events';
import type { ProviderFact } from '../../domain/provider-event/provider-fact';
import { findPartyOfMethod } from '../../projections/payment-methods/payment-methods.queries';

/** Providers deliver for three days: that a method is kept may be told so long after that it is gone. */
const KEPT_WITHIN_DAYS = 4;

type MethodFact = Extract<ProviderFact, { kind: 'method-kept' | 'method-removed' }>;

/** What a provider tells of a method that it keeps: whose it is, or that it is gone. */
export function methodSteps(
  { models }: Pick<BillingParts, 'models'>,
  told: { readonly provider: ProviderName; readonly fact: MethodFact; readonly receivedAt: Timestamp },
): readonly Step[] {
  const { provider, fact, receivedAt } = told;
  if (fact.kind === 'method-kept') {
    const { accountId, method } = fact;
    const command = { accountId, provider, method };
    return [
      paymentMethodCommand({ name: 'KeepPaymentMethod', accountId, command, decide: keepPaymentMethod }),
    ];
  }
  const { providerMethodId } = fact;
  return [
    {
      kind: 'deed',
      name: 'find-party-of-method',
      perform: async ({ now }) => {
        const accountId = await findPartyOfMethod({ models }, { provider, providerMethodId });
        if (accountId === undefined) {
          // A method that was never kept here is nobody's loss.
          const isAwaited = now < addDays(receivedAt, KEPT_WITHIN_DAYS);
          return isAwaited ? { notYet: `nobody is known to keep ${providerMethodId} yet` } : [];
        }
        const command = { providerMethodId };
        const name = 'DetachPaymentMethod';
        return [paymentMethodCommand({ name, accountId, command, decide: detachPaymentMethod })];
      },
    },
  ];
}
