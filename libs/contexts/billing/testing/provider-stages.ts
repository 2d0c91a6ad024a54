import { PAYPAL_STAGE } from './paypal-stage';
import type { ProviderStage } from './provider-stage';
import { SANDBOX_STAGE } from './sandbox-stage';
import { STRIPE_STAGE } from './stripe-stage';

/** Every provider there is: a new one is one line here too. */
export const PROVIDER_STAGES: readonly ProviderStage[] = [SANDBOX_STAGE, STRIPE_STAGE, PAYPAL_STAGE];
