import { randomUUID } from 'node:crypto';
import { accept, type DomainEvent, noEffect, timestamp } from '@ledgerline/kernel';
import { commandIdOf, streamName } from '@ledgerline/platform/ledger';
import type { ProviderFact } from '../../domain/provider-event/provider-fact';
import type { ChargeRequest, CheckoutRequest, MethodNamed } from '../payment-provider';
import type { ProviderParts } from '../provider-parts';
import { paymentOf } from './sandbox-acts';
import type { SandboxActed, SandboxEvent, SandboxState, SandboxTerms } from './sandbox-events';
import { sandboxStream } from './sandbox-stream';

type Parts = Pick<ProviderParts, 'ledger' | 'sealer' | 'now'>;

export type SandboxWorld = ReturnType<typeof sandboxWorld>;

/** The outside world as it is played, kept beside what the ledger believes of it. */
export function sandboxWorld(parts: Parts) {
  const { ledger, sealer, now } = parts;
  const checkoutIdOf = (orderId: string) => `sbx_${sealer.keyedHash(`sandbox ${orderId}`).slice(0, 24)}`;
  /** A card is of one account; what is played of it stands in a stream of its own. */
  const walletOf = ({ accountId, providerMethodId }: MethodNamed) =>
    `card_${sealer.keyedHash(`sandbox ${accountId} ${providerMethodId}`).slice(0, 24)}`;
  const read = async (checkoutId: string) => (await ledger.read(sandboxStream, checkoutId)).state;

  const open = async (request: CheckoutRequest | ChargeRequest): Promise<SandboxTerms> => {
    const { orderId, accountId, amountMinor, currency, description } = request;
    const checkoutId = checkoutIdOf(orderId);
    const asked = 'keepsMethod' in request ? request : { keepsMethod: false, returnUrl: null };
    const { keepsMethod, returnUrl } = asked;
    const terms = { checkoutId, orderId, accountId, amountMinor, currency, description };
    const data = { ...terms, keepsMethod, returnUrl, openedAt: timestamp(now()) };
    await record(parts, { checkoutId, key: 'open' }, ({ terms: known }) =>
      known ? undefined : { type: 'SandboxCheckoutOpened', data },
    );
    return data;
  };

  const act = async (
    checkoutId: string,
    key: string,
    factsOf: (state: SandboxState) => readonly ProviderFact[],
  ): Promise<SandboxState> => {
    await record(parts, { checkoutId, key }, (state) => {
      const facts = state.terms ? factsOf(state) : [];
      const data: SandboxActed['data'] = { act: key, facts: [...facts], actedAt: timestamp(now()) };
      return facts.length > 0 ? { type: 'SandboxActed', data } : undefined;
    });
    return read(checkoutId);
  };

  return {
    ...{ checkoutIdOf, read, open, act },
    ofOrder: (orderId: string) => read(checkoutIdOf(orderId)),
    /** A card whose id ends in `declined` is declined, and so is one that is to be forgotten. */
    charge: async (request: ChargeRequest) => {
      const terms = await open(request);
      const { providerMethodId } = request;
      const isForgotten = (await read(walletOf(request))).told.length > 0;
      const fingerprint = providerMethodId.replace(/^card_/, '');
      const played = { terms, now: timestamp(now()), fingerprint };
      await act(terms.checkoutId, 'charge', () => [
        isForgotten || providerMethodId.endsWith('declined')
          ? { kind: 'payment-failed', reason: 'card_declined' }
          : { kind: 'paid', payment: paymentOf(played, terms.amountMinor) },
      ]);
    },
    forgetMethod: (method: MethodNamed) =>
      record(parts, { checkoutId: walletOf(method), key: 'forget' }, () => {
        const { providerMethodId } = method;
        const facts: ProviderFact[] = [{ kind: 'method-removed', providerMethodId }];
        return { type: 'SandboxActed', data: { act: 'forget', facts, actedAt: timestamp(now()) } };
      }),
  };
}

/** The same key is the same act; what it would come to otherwise today is not asked. */
async function record(
  { ledger, now }: Parts,
  { checkoutId, key }: { readonly checkoutId: string; readonly key: string },
  decide: (state: SandboxState) => SandboxEvent | undefined,
): Promise<void> {
  const stream = streamName(sandboxStream, checkoutId);
  await ledger.execute(sandboxStream, {
    ...{ name: 'PlaySandbox', parameters: { key }, sealed: null, streamId: checkoutId },
    commandId: commandIdOf({ principal: 'sandbox', stream, key }),
    commandHash: 'sandbox',
    receivedAt: timestamp(now()),
    origin: { actor: 'sandbox', role: 'system', requestId: randomUUID() },
    decide: (state) => {
      const event = decide(state);
      return event ? accept<SandboxEvent & DomainEvent>(event) : noEffect('nothing-to-play');
    },
  });
}
