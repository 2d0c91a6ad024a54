import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { commandOf, Deed, ends, Reaction } from '@ledgerline/platform/reactions';
import { startPayoutSlice } from '../../commands/start-payout/start-payout.http';
import type { PayoutBatchStarted } from '../../domain/payout-batch/payout-batch';
import type { ReactingParts } from '../reacting-parts';

type Parts = Pick<ReactingParts, 'families' | 'ledger'>;

/** Each by a command of its own: one that was canceled meanwhile stops no other. */
export function startPayoutsWhenBatchStarted(parts: Parts): Reaction {
  return {
    name: 'start-payouts-when-batch-started',
    on: {
      PayoutBatchStarted: (event) => {
        const { batchId, payouts } = (event as ProjectedEvent<PayoutBatchStarted>).data;
        return payouts.map(({ payoutId, accountId }) => starting(parts, { payoutId, accountId, batchId }));
      },
    },
  };
}

function starting(
  { families, ledger }: Parts,
  { payoutId, accountId, batchId }: { payoutId: string; accountId: string; batchId: string },
): Deed {
  const slice = startPayoutSlice(families);
  const perform = async () => {
    const { funds } = (await ledger.read(families.program.stream, accountId)).state;
    return [
      commandOf(
        { family: families.payout, slice },
        {
          streamId: payoutId,
          owner: accountId,
          parameters: { accountId, batchId },
          command: { accountId, batchId, funds },
          refused: {
            'payout-not-found': ends('no such payout was ever made'),
            'payout-not-pending': ends('it was canceled, or is over, since the batch was put together'),
            'payout-not-covered': ends('what was clawed back is owed first: it stays pending'),
          },
        },
      ),
    ];
  };
  return { kind: 'deed', name: 'read-funds', owner: accountId, perform };
}
