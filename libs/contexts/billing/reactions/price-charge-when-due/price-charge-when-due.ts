import { partyStream } from '@ledgerline/contexts/identity';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import type { DeedContext, Reaction } from '@ledgerline/platform/reactions';
import type { BillingParts } from '../../billing-parts';
import { taxTermsFor } from '../../domain/money/tax-terms';
import { priceCharge } from '../../domain/subscription/price-charge';
import type { ChargeDue } from '../../domain/subscription/subscription-events';
import { usageLinesOf } from '../../projections/usage-records/billed-usage';
import { subscriptionStep } from '../subscription-steps';

/**
 * What a charge comes to is known once its usage is counted, in a read model that has come to the end of the
 * period, and the buyer's country is read. From then on it is a fact.
 */
export function priceChargeWhenDue(parts: Pick<BillingParts, 'ledger' | 'models' | 'catalogs'>): Reaction {
  return {
    name: 'price-charge-when-due',
    on: {
      ChargeDue: (event) => {
        const { data } = event as ProjectedEvent<ChargeDue>;
        const { accountId } = data;
        const perform = async (context: DeedContext) => [await pricing(parts, data, context)];
        return [{ kind: 'deed', name: 'CountUsage', owner: accountId, perform }];
      },
    },
  };
}

async function pricing(
  { ledger, models, catalogs }: Pick<BillingParts, 'ledger' | 'models' | 'catalogs'>,
  { accountId, charge, usage, currency }: ChargeDue['data'],
  { position }: DeedContext,
) {
  const usageLines = usage ? await usageLinesOf(models, { accountId, usage, currency, position }) : [];
  const { state: party } = await ledger.read(partyStream, accountId);
  const { document } = await catalogs.newest();
  const tax = taxTermsFor(document, party.country);
  return subscriptionStep({
    name: 'PriceCharge',
    accountId,
    parameters: { charge },
    command: { charge, usageLines, tax },
    decide: priceCharge,
    refused: {},
  });
}
