import { refuse } from '@ledgerline/kernel';
import type { CatalogDocument } from '@ledgerline/contexts/catalog';
import { taxTermsFor } from '../../domain/money/tax-terms';
import { totalsOf } from '../../domain/money/totals';
import type { OrderContext, OrderDecision } from '../../domain/order/order-decision';
import type { ProviderName } from '../../domain/order/order-events';
import type { OrderState } from '../../domain/order/order-state';
import { placeOrder } from '../../domain/order/place-order';
import { amountPurchase, packagePurchase, Purchase } from './purchase-price';

/** What stands outside the order when it is asked for. */
export interface Market {
  readonly catalog: { readonly version: number; readonly document: CatalogDocument };
  readonly account: 'missing' | 'open' | 'closed';
  /** Of the buyer's billing details, ISO 3166 alpha-2; null: none were told. */
  readonly country: string | null;
  /** Set up in this installation, the first is the default. */
  readonly providers: readonly ProviderName[];
}

export interface PurchaseCredits {
  readonly market: Market;
  readonly orderId: string;
  readonly accountId: string;
  /** Exactly one of both is given. */
  readonly package: string | null;
  readonly creditsMicros: bigint | null;
  readonly currency: string;
  readonly provider: ProviderName | null;
  readonly actorUserId: string | null;
  readonly returnUrl: string | null;
}

/** An order of credits at the price of the catalog in force, tax of the buyer's country with it. */
export function purchaseCredits(
  command: PurchaseCredits,
  state: OrderState,
  context: OrderContext,
): OrderDecision {
  const { market, orderId, accountId, currency, actorUserId, returnUrl } = command;
  if (market.account === 'missing') return refuse('account-not-found');
  if (market.account === 'closed') return refuse('account-closed');
  if ((command.package === null) === (command.creditsMicros === null)) return refuse('purchase-unclear');
  const provider = command.provider ?? market.providers[0];
  if (!provider || !market.providers.includes(provider)) {
    return refuse('provider-not-set-up', { provider: provider ?? null });
  }
  const bought = purchaseOf(command);
  if ('kind' in bought) return bought;

  const { version: catalogVersion, document } = market.catalog;
  const tax = taxTermsFor(document, market.country);
  const lines = [bought.line];
  const order = {
    ...{ orderId, accountId, purpose: bought.purpose, lines, tax, totals: totalsOf(lines, tax, currency) },
    ...{ provider, collection: 'checkout' as const, providerMethodId: null },
    ...{ actorUserId, returnUrl, catalogVersion },
  };
  return placeOrder(order, state, context);
}

function purchaseOf(command: PurchaseCredits): Purchase | ReturnType<typeof refuse> {
  const { market, package: name, creditsMicros, currency } = command;
  const { document } = market.catalog;
  if (name === null) {
    const asked = { creditsMicros: creditsMicros!, currency };
    const sold = document.creditPrices?.map(({ price }) => price.currency).join(', ') || null;
    return amountPurchase(document, asked) ?? refuse('currency-not-sold', { currency, sold });
  }
  const entry = document.packages?.find((one) => one.name === name);
  if (!entry) return refuse('unknown-package', { package: name });
  if (entry.price.currency !== currency) {
    return refuse('currency-not-sold', { currency, sold: entry.price.currency });
  }
  return packagePurchase(entry);
}
