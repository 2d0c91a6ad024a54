import type { EventRegistry } from '@ledgerline/kernel';
import { payoutBatchStream } from './streams/payout-batch-stream';
import { payoutStream } from './streams/payout-stream';
import { programStream } from './streams/program-stream';
import { referralStream } from './streams/referral-stream';

/** What events are is known without a catalog; to decide, one is needed. */
const NO_RULES = {
  current: (): never => {
    throw new Error('a registry of events decides nothing');
  },
};

/** Every event that the streams of the referrals context hold. */
export const referralsEvents: readonly EventRegistry[] = [
  programStream(NO_RULES).events,
  referralStream(NO_RULES).events,
  payoutStream.events,
  payoutBatchStream.events,
];
