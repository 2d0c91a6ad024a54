import type { RecordedAnswer } from './recording-server';

export type StripeThing = Record<string, unknown> & { id: string; object: string };

/** What the double of Stripe holds: customers, sessions, intents, charges, refunds, transfers. */
export class StripeThings {
  private readonly things: StripeThing[] = [];
  /** Stripe's search shows what is new only after a while. */
  private searchable = 0;
  private counter = 0;

  /** From now on the search knows all there is. */
  letSearchCatchUp(): void {
    this.searchable = this.things.length;
  }

  all(object: string): readonly StripeThing[] {
    return this.things.filter((thing) => thing.object === object);
  }

  intent(of: { amount: number; currency: string; customer: string; metadata: object }): StripeThing {
    return this.add('pi', 'payment_intent', {
      ...of,
      amount_received: 0,
      status: 'requires_payment_method',
      latest_charge: null,
      last_payment_error: null,
      cancellation_reason: null,
    });
  }

  settle(intent: StripeThing, method: string): StripeThing {
    const charge = this.add('ch', 'charge', {
      amount: intent.amount,
      currency: intent.currency,
      customer: intent.customer,
      metadata: intent.metadata,
      payment_intent: intent.id,
      captured: true,
      payment_method: method,
      payment_method_details: { type: 'card', card: CARD },
    });
    return Object.assign(intent, {
      status: 'succeeded',
      amount_received: intent.amount,
      latest_charge: charge.id,
      payment_method: method,
    });
  }

  list(object: string, by: string, query: URLSearchParams): RecordedAnswer {
    const found = this.all(object).filter((thing) => thing[by] === query.get(by));
    const limit = Number(query.get('limit') ?? 10);
    const data = [...found]
      .reverse()
      .slice(0, limit)
      .map((thing) => this.expanded(thing));
    return ok({ object: 'list', data, has_more: found.length > limit, url: `/v1/${object}s` });
  }

  search(noun: string, query: string): RecordedAnswer {
    const [, name, value] = /^metadata\['(\w+)'\]:'(.*)'$/.exec(query)!;
    const plain = value!.replace(/\\(.)/g, '$1');
    const data = this.things
      .slice(0, this.searchable)
      .filter(({ object }) => `${object}s` === noun)
      .filter(({ metadata }) => (metadata as Record<string, string>)[name!] === plain)
      .map((thing) => this.expanded(thing));
    return ok({ object: 'search_result', data, has_more: false, url: `/v1/${noun}/search` });
  }

  /** Everything that is asked for here is asked for with its parts. */
  expanded(thing: StripeThing): unknown {
    const { fields: _, ...shown } = thing;
    const part = (name: string) =>
      typeof thing[name] === 'string' ? { [name]: this.expanded(this.thing(thing[name])) } : {};
    if (thing.object === 'payment_intent') return { ...shown, ...part('latest_charge') };
    return thing.object === 'checkout.session' ? { ...shown, ...part('payment_intent') } : shown;
  }

  thing(id: string): StripeThing {
    return this.find(id)!;
  }

  find(id: string): StripeThing | undefined {
    return this.things.find((thing) => thing.id === id);
  }

  add(prefix: string, object: string, content: Record<string, unknown>): StripeThing {
    return this.put(this.newId(prefix), object, content);
  }

  put(id: string, object: string, content: Record<string, unknown>): StripeThing {
    const created = Math.floor(Date.now() / 1_000);
    const thing: StripeThing = { id, object, created, ...content };
    this.things.push(thing);
    return thing;
  }

  newId(prefix: string): string {
    return `${prefix}_${String((this.counter += 1)).padStart(14, '0')}`;
  }
}

const CARD = { brand: 'visa', last4: '4242', exp_month: 4, exp_year: 2031, fingerprint: 'Xt5EWLLDS7FJjR1c' };

export function ok(body: unknown): RecordedAnswer {
  return { status: 200, body };
}

export function refusal(status: number, error: Record<string, unknown>): RecordedAnswer {
  return { status, body: { error } };
}
