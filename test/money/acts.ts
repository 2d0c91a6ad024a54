import type { Paying } from './bank';
import type { Town } from './town';

/** Somebody does something; done again under the same key, it is the same thing. */
export type Act = (scene: Scene) => Promise<void> | void;

/** Where an act is played: what clients and the world remember outlives our processes. */
export interface Scene {
  readonly town: Town;
  /** The act's own: the idempotency key of what it asks for. */
  readonly key: string;
  /** What the story calls an order, and its id. */
  readonly named: Map<string, string>;
  /** The world beyond our walls does a thing once, however often our processes die over it. */
  once(deed: () => void): void;
}

const of = (accountId: string) => ({ accountId });

function asks(name: string, params: Record<string, string>, body: object = {}): Act {
  return async ({ town, key }) => {
    const { status, refusal } = await town.send(key, { name, params, body });
    if (status >= 300) throw new Error(`${name} was refused: ${JSON.stringify(refusal)}`);
  };
}

/** For what an order of things may well refuse. */
export function perhaps(act: Act): Act {
  return async (scene) => {
    try {
      await act(scene);
    } catch (error) {
      if (!(error as Error).message.includes('was refused')) throw error;
    }
  };
}

function world(deed: (scene: Scene) => void): Act {
  return (scene) => scene.once(() => deed(scene));
}

export function registers(partyId: string, given: { referralCode?: string } = {}): Act {
  return asks('RegisterParty', {}, { kind: 'user', partyId, ...given });
}

export function buys(order: string, accountId: string, package_: 'starter' | 'plus' = 'starter'): Act {
  return async ({ town, key, named }) => {
    const body = { package: package_, currency: 'USD' };
    const answer = await town.send(key, { name: 'PurchaseCredits', params: of(accountId), body });
    if (answer.status >= 300) throw new Error(`it was refused: ${JSON.stringify(answer.refusal)}`);
    named.set(order, answer.body.orderId as string);
  };
}

export function pays(order: string, paying: Paying = {}): Act {
  return world(({ town, named }) => town.bank.pays(named.get(order)!, paying));
}

export function leaves(order: string): Act {
  return world(({ town, named }) => town.bank.leaves(named.get(order)!));
}

export function givesBack(order: string, accountId: string, amount?: string, paymentId?: string): Act {
  return (scene) => {
    const money = amount === undefined ? {} : { amount: { amount, currency: 'USD' } };
    const orderId = scene.named.get(order)!;
    const stray = paymentId === undefined ? {} : { paymentId: paymentId.replace(order, orderId) };
    return asks('RefundOrder', { accountId, orderId }, { ...money, ...stray, reason: 'asked' })(scene);
  };
}

export function givenBackAtBank(order: string, amountMinor: bigint): Act {
  return world(({ town, named }) => town.bank.refunds(named.get(order)!, amountMinor));
}

export function disputes(order: string, what: 'opened' | 'won' | 'lost'): Act {
  return world(({ town, named }) => town.bank.disputes(named.get(order)!, `dispute-${what}`));
}

export function generates(accountId: string, generationId: string, action = 'image'): Act {
  return asks('RequestGeneration', of(accountId), { action, generationId });
}

export function completes(accountId: string, generationId: string): Act {
  return asks('CompleteGeneration', { accountId, generationId }, {});
}

export function cancels(accountId: string, generationId: string): Act {
  return asks('CancelGeneration', { accountId, generationId }, {});
}

export function closes(accountId: string): Act {
  return asks('CloseAccount', of(accountId), { reason: 'asked' });
}

export function subscribes(accountId: string, plan: string, given: { trial?: boolean } = {}): Act {
  return asks('StartSubscription', of(accountId), { plan, interval: 'MONTHLY', ...given });
}

/** The buyer pays whatever order of a subscription waits for its checkout. */
export function paysSubscription(name: string): Act {
  return async ({ town, named, once }) => {
    const placed = (await town.log()).filter(({ type }) => type === 'OrderPlaced');
    const { orderId } = placed.at(-1)!.data as { orderId: string };
    once(() => {
      named.set(name, orderId);
      town.bank.pays(orderId);
    });
  };
}

export function changesPlan(accountId: string, plan: string): Act {
  return asks('ChangePlan', of(accountId), { plan, interval: 'MONTHLY', when: 'now' });
}

export function unsubscribes(accountId: string, when: 'now' | 'period-end' = 'now'): Act {
  return asks('CancelSubscription', of(accountId), { when, reason: 'enough' });
}

export function cardsAre(willing: boolean): Act {
  return world(({ town }) => void (town.bank.willing = willing));
}

export function after(days: number): Act {
  return world(({ town }) => void (town.nowMs += days * 86_400_000));
}

export function opensProgram(accountId: string, code: string): Act {
  return asks('OpenProgram', of(accountId), { code });
}

export function asksPayout(accountId: string, amount: string, method: 'PAYPAL' | 'STORE_CREDIT'): Act {
  const destination = method === 'PAYPAL' ? { destination: 'ada@example.org' } : {};
  return asks('RequestPayout', of(accountId), { method, amount, currency: 'USD', ...destination });
}

export function startsPayout(accountId: string): Act {
  return async (scene) => {
    const asked = (await scene.town.log()).filter(({ type }) => type === 'PayoutRequested');
    const { payoutId } = asked.at(-1)!.data as { payoutId: string };
    await asks('StartPayout', { accountId, payoutId })(scene);
  };
}

/** A reaction is broken, and halts, until it is mended and its inputs are tried again. */
export function breaks(reaction: string): Act {
  return world(({ town }) => void town.broken.add(reaction));
}

export function mends(reaction: string): Act {
  return world(({ town }) => {
    town.broken.delete(reaction);
    for (const { id } of town.items.items) town.items.retry(id);
  });
}
