import type { ReactionCommand } from '@ledgerline/platform/reactions';
import type { SubscriptionContext, SubscriptionDecision } from '../domain/subscription/subscription-decision';
import { recordChargeFailed, RecordChargeFailed } from '../domain/subscription/record-charge-failed';
import type { SubscriptionState } from '../domain/subscription/subscription-state';
import { subscriptionFamily } from '../subscription-family';

interface Asked<Command> extends Pick<ReactionCommand, 'name' | 'refused'> {
  readonly accountId: string;
  /** As told in the audit. */
  readonly parameters: ReactionCommand['parameters'];
  readonly command: Command;
  decide(command: Command, state: SubscriptionState, context: SubscriptionContext): SubscriptionDecision;
}

/** A command to the subscription of an account, as reactions send it. */
export function subscriptionStep<Command>(asked: Asked<Command>): ReactionCommand {
  const { name, refused, accountId, parameters, command, decide } = asked;
  return {
    ...{ kind: 'command', family: subscriptionFamily, name, streamId: accountId, parameters, refused },
    decide: (state, context) => decide(command, state as SubscriptionState, context as SubscriptionContext),
  };
}

/** Nobody paid, or nothing could be charged. */
export function chargeFailedStep(accountId: string, command: RecordChargeFailed): ReactionCommand {
  const { charge, orderId, reason } = command;
  const parameters = { charge, orderId, reason };
  const name = 'RecordChargeFailed';
  return subscriptionStep({ name, accountId, parameters, command, decide: recordChargeFailed, refused: {} });
}
