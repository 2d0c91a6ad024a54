import type { Decision } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { PaymentMethodEvent } from './payment-method-events';

export type PaymentMethodContext = DecisionContext<PaymentMethodEvent, undefined>;
export type PaymentMethodDecision = Decision<PaymentMethodEvent>;
