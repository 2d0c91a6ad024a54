import type { DomainEvent } from '@ledgerline/kernel';
import { ends, type NextStep, type ReactionCommand, type Step } from '@ledgerline/platform/reactions';
import type { OrderContext, OrderDecision } from '../domain/order/order-decision';
import type { OrderState } from '../domain/order/order-state';
import { orderFamily } from '../order-family';
import { type PlaceOrder, placeOrder } from '../domain/order/place-order';

/** A command to an order as a reaction sends it: what providers and other streams have to tell it. */
export interface OrderCommandAsked<Command> {
  /** Imperative: `RecordPayment`. */
  readonly name: string;
  readonly orderId: string;
  readonly accountId: string;
  readonly command: Command;
  decide(command: Command, state: OrderState, context: OrderContext): OrderDecision;
  /** Beside `order-not-found`, which ends: an order that was found is never lost. */
  readonly refused?: Readonly<Record<string, NextStep>>;
  recorded?(events: readonly DomainEvent[]): readonly Step[];
}

export function orderCommand<Command>(asked: OrderCommandAsked<Command>): ReactionCommand {
  const { name, orderId, accountId, command, decide, refused = {}, recorded } = asked;
  return {
    kind: 'command',
    family: orderFamily,
    name,
    streamId: orderId,
    owner: accountId,
    parameters: { orderId, accountId },
    decide: (state, context) => decide(command, state as OrderState, context as OrderContext),
    refused: { 'order-not-found': ends('no such order was ever placed'), ...refused },
    ...(recorded && { recorded }),
  };
}

/**
 * Places an order from a reaction: a subscription's charge. The same order placed twice is one.
 * @param refused what follows where the total is nothing (`nothing-to-pay`)
 */
export function placeOrderCommand(
  command: PlaceOrder,
  refused: Readonly<Record<'nothing-to-pay', NextStep>>,
): ReactionCommand {
  const { orderId, accountId } = command;
  return orderCommand({ name: 'PlaceOrder', orderId, accountId, command, decide: placeOrder, refused });
}
