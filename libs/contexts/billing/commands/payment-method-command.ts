import { ends, type ReactionCommand } from '@ledgerline/platform/reactions';
import type {
  PaymentMethodContext,
  PaymentMethodDecision,
} from '../domain/payment-methods/payment-method-decision';
import type { PaymentMethodsState } from '../domain/payment-methods/payment-methods-state';
import { paymentMethodsFamily } from '../payment-methods-family';

/** A command to a party's payment methods as a reaction sends it. */
export function paymentMethodCommand<Command>(asked: {
  readonly name: string;
  readonly accountId: string;
  readonly command: Command;
  decide(command: Command, state: PaymentMethodsState, context: PaymentMethodContext): PaymentMethodDecision;
}): ReactionCommand {
  const { name, accountId, command, decide } = asked;
  return {
    kind: 'command',
    family: paymentMethodsFamily,
    name,
    streamId: accountId,
    parameters: { accountId },
    decide: (state, context) =>
      decide(command, state as PaymentMethodsState, context as PaymentMethodContext),
    refused: { 'payment-method-not-found': ends('it was never kept, or is detached already') },
  };
}
