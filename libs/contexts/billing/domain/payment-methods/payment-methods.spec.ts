import type { Decision } from '@ledgerline/kernel';
import { detachPaymentMethod } from '../../commands/detach-payment-method/detach-payment-method';
import { setDefaultPaymentMethod } from '../../commands/set-default-payment-method/set-default-payment-method';
import { paymentMethodsStream } from '../../streams/payment-methods-stream';
import { keepPaymentMethod } from './keep-payment-method';
import type { PaymentMethodContext } from './payment-method-decision';
import type { PaymentMethodEvent } from './payment-method-events';
import { defaultMethod, PaymentMethodsState } from './payment-methods-state';

const context = { now: '2026-11-21T09:00:00.000Z' } as PaymentMethodContext;

class AWallet {
  state: PaymentMethodsState = paymentMethodsStream.initial();

  keep(providerMethodId: string): string {
    const view = { type: 'card', brand: 'visa', last4: '4242', expiry: '2030-12', fingerprint: null };
    const command = { accountId: 'ada', provider: 'SANDBOX' as const, method: { providerMethodId, ...view } };
    return this.told(keepPaymentMethod(command, this.state, context));
  }

  makeDefault(providerMethodId: string): string {
    return this.told(setDefaultPaymentMethod({ providerMethodId }, this.state, context));
  }

  detach(providerMethodId: string): string {
    return this.told(detachPaymentMethod({ providerMethodId }, this.state, context));
  }

  get ids(): readonly string[] {
    return this.state.methods.map(({ providerMethodId }) => providerMethodId);
  }

  get defaults(): readonly string[] {
    return this.state.methods.filter(({ isDefault }) => isDefault).map((one) => one.providerMethodId);
  }

  private told(decision: Decision<PaymentMethodEvent>): string {
    if (decision.kind !== 'accepted') return decision.reason;
    this.state = decision.events.reduce(
      (state, event) => paymentMethodsStream.evolve(state, event),
      this.state,
    );
    return 'accepted';
  }
}

describe('payment methods', () => {
  it('have one default: the first that is kept, until another is named', () => {
    const wallet = new AWallet();
    wallet.keep('pm_1');
    wallet.keep('pm_2');
    expect(wallet.defaults).toEqual(['pm_1']);
    expect(wallet.makeDefault('pm_2')).toBe('accepted');
    expect(wallet.defaults).toEqual(['pm_2']);
    expect(wallet.makeDefault('pm_2')).toBe('payment-method-is-default');
    expect(wallet.keep('pm_1')).toBe('accepted');
    expect(defaultMethod(wallet.state)!.providerMethodId).toBe('pm_2');
  });

  it('that are detached come back by no later word, and leave a default behind', () => {
    const wallet = new AWallet();
    for (const id of ['pm_1', 'pm_2', 'pm_3']) wallet.keep(id);
    wallet.detach('pm_1');
    expect(wallet.defaults).toEqual(['pm_3']);
    expect(wallet.keep('pm_1')).toBe('payment-method-detached');
    expect(wallet.ids).toEqual(['pm_2', 'pm_3']);
  });

  it('that are not there are payment-method-not-found', () => {
    const wallet = new AWallet();
    wallet.keep('pm_1');
    expect(wallet.makeDefault('pm_2')).toBe('payment-method-not-found');
    expect(wallet.detach('pm_2')).toBe('payment-method-not-found');
    wallet.detach('pm_1');
    expect(wallet.detach('pm_1')).toBe('payment-method-not-found');
    expect(wallet.defaults).toEqual([]);
  });
});
