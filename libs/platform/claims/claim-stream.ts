import { defineEvent, Timestamp } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type { ClaimConfirmed, ClaimEvent, ClaimMade, ClaimReleased } from './claim-events';

export interface ClaimState {
  /** Null: it is free. */
  readonly ownerId: string | null;
  /** How many claims were made in this stream: the last one's number. */
  readonly number: number;
  readonly claimedAt: Timestamp | null;
  readonly confirmed: boolean;
}

/** The stream `claim-<keyed hash of kind and value>`: who owns what can have one owner only (0048). */
export const claimStream = recordedStream<'Claim', ClaimState, ClaimEvent, undefined>({
  name: 'Claim',
  category: 'claim',
  events: {
    ClaimConfirmed: defineEvent<ClaimConfirmed>('ClaimConfirmed', 'ledgerline.claim.confirmed.v1', {}),
    ClaimMade: defineEvent<ClaimMade>('ClaimMade', 'ledgerline.claim.made.v1', {}),
    ClaimReleased: defineEvent<ClaimReleased>('ClaimReleased', 'ledgerline.claim.released.v1', {}),
  },
  initial: () => ({ ownerId: null, number: 0, claimedAt: null, confirmed: false }),
  evolve: {
    ClaimMade: (_state, { ownerId, number, claimedAt }) => ({ ownerId, number, claimedAt, confirmed: false }),
    ClaimConfirmed: (state) => ({ ...state, confirmed: true }),
    ClaimReleased: ({ number }) => ({ ownerId: null, number, claimedAt: null, confirmed: false }),
  },
  contextFor: () => undefined,
});
