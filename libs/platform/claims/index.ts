export type * from './claim-events';
export { type ClaimState, claimStream } from './claim-stream';
export {
  CLAIM_LAPSES_AFTER_SECONDS,
  CLAIM_RENEWED_AFTER_SECONDS,
  claimForEver,
  claimIdOf,
  confirmClaim,
  makeClaim,
  releaseClaim,
  type Claim,
  type ClaimAsked,
} from './claims';
