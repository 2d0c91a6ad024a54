import { PAYPAL_STAGE } from './paypal-stage';
import type { ProviderStage } from './provider-stage';
import { STRIPE_STAGE } from './stripe-stage';

/** Every provider there is: a new one is one line here too. */
export const PROVIDER_STAGES: readonly ProviderStage[] = [STRIPE_STAGE, PAYPAL_STAGE];
