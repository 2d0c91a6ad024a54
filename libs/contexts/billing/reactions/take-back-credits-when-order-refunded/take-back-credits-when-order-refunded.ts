import {
  accountFamily,
  accountStream,
  type CatalogSource,
  type TakeBackPurchase,
  takeBackPurchaseSlice,
} from '@ledgerline/contexts/accounts';
import { formatCredits } from '@ledgerline/kernel';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, type Reaction, waits } from '@ledgerline/platform/reactions';
import type { OrderRefunded } from '../../domain/order/order-events';

/**
 * What an order's refund takes of the account's credits. It may overtake the grant: the account keeps the
 * refund, and the grant comes less by it.
 */
export function takeBackCreditsWhenOrderRefunded({
  catalogs,
}: {
  readonly catalogs: CatalogSource;
}): Reaction {
  const takeBack = { family: accountFamily(accountStream(catalogs)), slice: takeBackPurchaseSlice };
  return {
    name: 'take-back-credits-when-order-refunded',
    on: {
      OrderRefunded: (event) => {
        const { accountId, purpose, ...refund } = (event as ProjectedEvent<OrderRefunded>).data;
        if (purpose.kind !== 'credits' || refund.takenBackMicros === 0n) return [];
        const command: TakeBackPurchase = {
          orderId: refund.orderId,
          reference: refund.refundId,
          amountMicros: refund.takenBackMicros,
          reason: refund.reason,
        };
        const { amountMicros, ...asked } = command;
        return [
          commandOf<TakeBackPurchase>(takeBack, {
            streamId: accountId,
            parameters: { ...asked, credits: formatCredits(amountMicros) },
            command,
            refused: {
              'account-not-found': waits('the account is opened when its party is registered'),
              'too-many-refusals': waits('an account records so many refusals a minute'),
              'reference-conflict': ends('somebody has taken another amount back under this refund’s name'),
            },
          }),
        ];
      },
    },
  };
}
