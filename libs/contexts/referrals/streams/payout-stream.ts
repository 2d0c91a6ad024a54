import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type * as E from '../domain/payout/payout-events';
import { initialPayout, payoutEvolvers, PayoutState, settlePayout } from '../domain/payout/payout-state';

const stored = (what: string) => `ledgerline.payout.${what}.v1`;

export const payoutEvents = {
  PayoutRequested: defineEvent<E.PayoutRequested>('PayoutRequested', stored('requested'), {
    amountMinor: true,
    creditsMicros: true,
  }),
  PayoutStarted: defineEvent<E.PayoutStarted>('PayoutStarted', stored('started'), {}),
  PayoutAskedAgain: defineEvent<E.PayoutAskedAgain>('PayoutAskedAgain', stored('asked-again'), {}),
  PayoutAccepted: defineEvent<E.PayoutAccepted>('PayoutAccepted', stored('accepted'), {}),
  PayoutUnresolved: defineEvent<E.PayoutUnresolved>('PayoutUnresolved', stored('unresolved'), {}),
  PayoutCompleted: defineEvent<E.PayoutCompleted>('PayoutCompleted', stored('completed'), {}),
  PayoutFailed: defineEvent<E.PayoutFailed>('PayoutFailed', stored('failed'), {}),
  PayoutCanceled: defineEvent<E.PayoutCanceled>('PayoutCanceled', stored('canceled'), {}),
};

/** The stream `payout-<id>`: money on its way out, after a program has set it aside. */
export const payoutStream = recordedStream<'Payout', PayoutState, E.PayoutEvent, undefined>({
  name: 'Payout',
  category: 'payout',
  events: payoutEvents,
  initial: initialPayout,
  evolve: payoutEvolvers,
  settle: settlePayout,
  contextFor: () => undefined,
});
