import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, ends, Reaction } from '@ledgerline/platform/reactions';
import { startPayoutSlice } from '../../commands/start-payout/start-payout.http';
import type { PayoutBatchStarted } from '../../domain/payout-batch/payout-batch';
import type { ReactingParts } from '../reacting-parts';

/** Each by a command of its own: one that was canceled meanwhile stops no other. */
export function startPayoutsWhenBatchStarted({ families }: Pick<ReactingParts, 'families'>): Reaction {
  return {
    name: 'start-payouts-when-batch-started',
    on: {
      PayoutBatchStarted: (event) => {
        const { batchId, payouts } = (event as ProjectedEvent<PayoutBatchStarted>).data;
        return payouts.map(({ payoutId, accountId }) =>
          commandOf(
            { family: families.payout, slice: startPayoutSlice },
            {
              streamId: payoutId,
              owner: accountId,
              parameters: { accountId, batchId },
              command: { accountId, batchId },
              refused: {
                'payout-not-found': ends('no such payout was ever made'),
                'payout-not-pending': ends('it was canceled, or is over, since the batch was put together'),
              },
            },
          ),
        );
      },
    },
  };
}
