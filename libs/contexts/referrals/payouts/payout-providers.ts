import type { PayoutProvider, ProvidedMethod } from './payout-provider';
import { sandboxPayouts } from './sandbox-payouts';

export type PayoutProviders = Readonly<Record<ProvidedMethod, PayoutProvider>>;

/** Who pays by which method; where no provider is configured the sandbox stands in. */
export function payoutProviders(configured: Partial<PayoutProviders> = {}): PayoutProviders {
  return { STRIPE: sandboxPayouts('STRIPE'), PAYPAL: sandboxPayouts('PAYPAL'), ...configured };
}
