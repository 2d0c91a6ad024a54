import { CatalogDocument, compileCatalog, PlanEntry, PlanTerms } from '@ledgerline/contexts/catalog';
import { invariant, Timestamp } from '@ledgerline/kernel';
import { changePlan, ChangePlan } from '../commands/change-plan/change-plan';
import { priceCharge } from '../domain/subscription/price-charge';
import { recordChargeFailed } from '../domain/subscription/record-charge-failed';
import { recordChargePaid } from '../domain/subscription/record-charge-paid';
import { startSubscription, StartSubscription } from '../commands/start-subscription/start-subscription';
import type { PricedLine, TaxTerms } from '../domain/money/lines';
import type { Subscriber } from '../domain/subscription/plan-terms';
import { evolveSubscription } from '../domain/subscription/evolve-subscription';
import { settleSubscription } from '../domain/subscription/settle-subscription';
import type { SubscriptionContext, SubscriptionDecision } from '../domain/subscription/subscription-decision';
import type { SubscriptionEvent } from '../domain/subscription/subscription-events';
import { noSubscription, orderIdOf, SubscriptionState } from '../domain/subscription/subscription-state';

const terms = (amount: string, creditsPerMonth: string, more: Partial<PlanTerms> = {}): PlanTerms => ({
  ...{ price: { amount, currency: 'USD' }, trialDays: 14, creditsPerMonth, rolloverCap: '0', ...more },
});

const plan = (name: string, more: Partial<PlanEntry>): PlanEntry => ({
  ...{ name, description: name, tier: 'pro', ...more },
});

const usage = [{ limit: 'api_calls_period', included: 100, unitPrice: { amount: '0.01', currency: 'USD' } }];

const inEuros = [{ limit: 'seats', included: 0, unitPrice: { amount: '1.00', currency: 'EUR' } }];

/** Plans in which everything that a subscription knows occurs. */
export const PLANS: CatalogDocument = {
  unknownActions: 'allow',
  tiers: [
    { name: 'free', trialGrant: '0', dailyRefill: '0' },
    { name: 'pro', trialGrant: '0', dailyRefill: '0' },
  ],
  limits: [],
  actions: [],
  plans: [
    plan('free', { tier: 'free', values: { seats: 1 }, monthly: terms('0.00', '10', { trialDays: 0 }) }),
    plan('solo', {
      values: { seats: 1 },
      monthly: terms('30.00', '300', { rolloverCap: '100' }),
      yearly: terms('300.00', '300', { rolloverCap: null }),
    }),
    plan('team', { values: { seats: 10 }, monthly: terms('90.00', '900', { unusedAtEnd: 'keep' }) }),
    plan('metered', { values: { seats: 5 }, monthly: terms('10.00', '0', { usage }) }),
    plan('euro', { monthly: { ...terms('20.00', '5'), price: { amount: '20.00', currency: 'EUR' } } }),
    plan('untried', { monthly: terms('500.00', '0', { trialDays: 0 }) }),
    plan('patient', { monthly: terms('0.00', '90', { trialDays: 45, usage: inEuros }) }),
    plan('retired', {}),
  ],
};

const CATALOG = compileCatalog(1, PLANS);

export function subscriber(more: Partial<Subscriber> = {}): Subscriber {
  return { catalog: CATALOG, account: 'open', members: 0, ...more };
}

export const START: StartSubscription = {
  ...{ accountId: 'ada', plan: 'solo', interval: 'MONTHLY', seats: null, trial: false },
  ...{ provider: 'SANDBOX', providerIsSetUp: true, actorUserId: null, subscriber: subscriber() },
};

type Decide<Command> = (
  command: Command,
  state: SubscriptionState,
  context: SubscriptionContext,
) => SubscriptionDecision;

/** One account's subscriptions, decided as the ledger decides them, at a clock moved by hand. */
export class GivenSubscription {
  state = noSubscription();
  readonly events: SubscriptionEvent[] = [];
  private lives = 0;

  constructor(public now: Timestamp) {}

  /** Time goes on, and nobody looks. */
  at(now: Timestamp): this {
    invariant(now >= this.now, 'time goes on');
    this.now = now;
    return this;
  }

  /** What the sweep does. */
  settled(): readonly SubscriptionEvent[] {
    return this.record(settleSubscription(this.state, this.now));
  }

  /** Time first, then the decision; what is refused or changes nothing records nothing here. */
  do<Command>(decide: Decide<Command>, command: Command): SubscriptionDecision {
    this.settled();
    const newId = `s${this.lives + 1}`;
    const context = { now: this.now, policy: undefined, newId, history: new Map() };
    const decision = decide(command, this.state, context);
    if (decision.kind === 'accepted') this.record(decision.events);
    return decision;
  }

  start(more: Partial<StartSubscription> = {}): SubscriptionDecision {
    const decision = this.do(startSubscription, { ...START, ...more });
    if (decision.kind === 'accepted') this.lives += 1;
    return decision;
  }

  change(more: Partial<ChangePlan>): SubscriptionDecision {
    const { plan: chosen, interval, seats, subscriber: who } = START;
    return this.do(changePlan, { plan: chosen, interval, seats, subscriber: who, when: 'now', ...more });
  }

  /** The open charge gets its price, as the reaction gives it. */
  price(given: { usageLines?: PricedLine[]; tax?: TaxTerms | null } = {}): SubscriptionDecision {
    const charge = this.state.life?.charge?.charge ?? 'none';
    return this.do(priceCharge, { charge, usageLines: [], tax: null, ...given });
  }

  /** Its order is paid, or the one of an earlier attempt. */
  pay(attempt = this.state.life!.charge!.attempt): SubscriptionDecision {
    const priced = this.price();
    const open = this.state.life!.charge;
    if (open?.state !== 'asked' && open?.state !== 'failed') return priced;
    const { totalMinor: amountMinor, currency } = open.price!.totals;
    const orderId = orderIdOf(this.state.life!.subscriptionId, open.ordinal, attempt);
    const { charge } = open;
    return this.do(recordChargePaid, { charge, orderId, amountMinor, currency, paidAt: this.now });
  }

  fail(reason = 'declined'): SubscriptionDecision {
    const priced = this.price();
    const open = this.state.life!.charge;
    if (!open || open.state === 'due') return priced;
    const { charge, ordinal, attempt } = open;
    const orderId = orderIdOf(this.state.life!.subscriptionId, ordinal, attempt);
    return this.do(recordChargeFailed, { charge, orderId, reason, failedAt: this.now });
  }

  of<T extends SubscriptionEvent['type']>(type: T): Extract<SubscriptionEvent, { type: T }>['data'][] {
    return this.events.filter((event) => event.type === type).map(({ data }) => data) as never;
  }

  get status(): string | undefined {
    return this.state.life?.status;
  }

  private record(events: readonly SubscriptionEvent[]): readonly SubscriptionEvent[] {
    for (const event of events) {
      this.events.push(event);
      this.state = evolveSubscription(this.state, event);
    }
    return events;
  }
}
