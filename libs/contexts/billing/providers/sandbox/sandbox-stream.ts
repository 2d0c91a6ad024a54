import { defineEvent } from '@ledgerline/kernel';
import { recordedStream } from '@ledgerline/platform/ledger';
import type { SandboxActed, SandboxCheckoutOpened, SandboxEvent, SandboxState } from './sandbox-events';

/** The stream `sandboxPayment-<checkout>`: the outside world of one order, as the sandbox plays it. */
export const sandboxStream = recordedStream<'SandboxPayment', SandboxState, SandboxEvent, undefined>({
  name: 'SandboxPayment',
  category: 'sandboxPayment',
  events: {
    SandboxCheckoutOpened: defineEvent<SandboxCheckoutOpened>(
      'SandboxCheckoutOpened',
      'ledgerline.sandbox-payment.checkout-opened.v1',
      { amountMinor: true },
    ),
    SandboxActed: defineEvent<SandboxActed>('SandboxActed', 'ledgerline.sandbox-payment.acted.v1', {
      'facts[].payment.amountMinor': true,
      'facts[].amountMinor': true,
    }),
  },
  initial: () => ({ terms: undefined, told: [] }),
  evolve: {
    SandboxCheckoutOpened: (state, terms) => ({ ...state, terms }),
    SandboxActed: (state, { facts, actedAt: at }) => ({
      ...state,
      told: [
        ...state.told,
        ...facts.map((fact, i) => {
          const eventId = `evt_${state.terms?.checkoutId ?? 'card'}_${state.told.length + i + 1}`;
          return { eventId, fact, at };
        }),
      ],
    }),
  },
  contextFor: () => undefined,
});
