import type { PayoutProviders } from './payout-provider';
import { sandboxPayouts } from './sandbox-payouts';

/** Who pays by which method; where no provider is configured the sandbox stands in. */
export function payoutProviders(configured: Partial<PayoutProviders> = {}): PayoutProviders {
  return { STRIPE: sandboxPayouts('STRIPE'), PAYPAL: sandboxPayouts('PAYPAL'), ...configured };
}
