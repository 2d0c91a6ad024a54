import {
  accountCommands,
  accountDueSource,
  accountEvents,
  accountFamily,
  accountReactions,
  accountStream,
} from '@ledgerline/contexts/accounts';
import { type BillingParts, runningBilling } from '@ledgerline/contexts/billing';
import { CatalogDocument, compileCatalog, DEFAULT_CATALOG } from '@ledgerline/contexts/catalog';
import { runningIdentity } from '@ledgerline/contexts/identity';
import { runningReferrals } from '@ledgerline/contexts/referrals';
import { timestamp } from '@ledgerline/kernel';
import { CommandAnswer, CommandGateway } from '@ledgerline/platform/commands';
import type { RunningContext } from '@ledgerline/platform/contexts';
import { EventStore, MemoryEventStore } from '@ledgerline/platform/eventstore';
import { Ledger } from '@ledgerline/platform/ledger';
import type { ProjectedEvent } from '@ledgerline/platform/projections';
import { MemoryReactionStore, Reaction } from '@ledgerline/platform/reactions';
import { createSealer, memoryDataKeyStore } from '@ledgerline/platform/sealing';
import { decode } from '@ledgerline/system';
import { givenReactions, readWholeLog } from '@ledgerline/testing';
import type { PaymentProvider } from '../../libs/contexts/billing/providers/payment-provider';
import { receiveWebhook } from '../../libs/contexts/billing/webhooks/receive-webhook';
import { contexts } from '../../libs/system/contexts';
import { identityParts } from '../../libs/system/identity-parts';
import { Bank } from './bank';
import { foldedModels } from './folded-models';
import { BANK, Lifeline } from './lifeline';

const NINE = Date.parse('2026-11-21T09:00:00.000Z');
/** Nothing but what was paid for or earned gives credits here; buyers in Germany pay tax. */
const DOCUMENT: CatalogDocument = {
  ...DEFAULT_CATALOG,
  tiers: DEFAULT_CATALOG.tiers.map((tier) => ({ ...tier, trialGrant: '0', dailyRefill: '0' })),
  taxRates: [{ name: 'VAT', country: 'DE', percent: '19', inclusive: false }],
  referral: { ...DEFAULT_CATALOG.referral!, minimumPayout: { amount: '5.00', currency: 'USD' } },
};
const CATALOG = compileCatalog(1, DOCUMENT);
const newest = () => Promise.resolve(CATALOG);
const CATALOGS = { current: () => CATALOG, newest, atLeast: newest } as never;
const SEALER = createSealer({ store: memoryDataKeyStore(), masterKey: Buffer.alloc(32, 7) });
const EVENTS = [accountEvents, ...contexts.flatMap(({ events }) => events)];
const SELLER = {
  legalName: 'Lumen Works',
  address: ['Torstraße 1'],
  taxId: 'DE 1',
  email: 'x@lumen.example',
};
const CALLER = { principal: { name: 'client', role: 'admin' }, requestId: 'r', ip: '', userAgent: '' };
/** Room for the streams of one story: what a cache holds at most is set aside when it is made. */
const BOUNDS = { clockSkewMsMax: Number.MAX_SAFE_INTEGER, cachedStreamsMax: 64 };
/** Rounds of sweep, webhooks and reactions that follow from each other: more are a circle. */
const ROUNDS_MAX = 60;
/** Longer than anything waits before it is tried again. */
const WAIT_SECONDS_MAX = 700;

/**
 * The whole of Ledgerline over one log in memory, wired as `libs/system` wires it: the api's commands and
 * webhooks, the sweep, and every reaction of every context. Log, reactions' memory, keys, bank and clock
 * outlive the process, which may end at any step; `reborn` starts the next.
 */
export class Town {
  readonly store = new MemoryEventStore();
  readonly bank = new Bank(() => this.nowMs);
  readonly items = new MemoryReactionStore(() => timestamp(this.nowMs));
  life = new Lifeline();
  nowMs = NINE;
  /** Of the mail, what was answered; the bank sends the rest again. */
  delivered = 0;
  /** Reactions that cannot say what they ask for. */
  readonly broken = new Set<string>();
  private process!: Awaited<ReturnType<typeof started>>;

  static async begin(life = new Lifeline()): Promise<Town> {
    const town = new Town();
    await town.reborn(life);
    return town;
  }

  async reborn(life = new Lifeline()): Promise<void> {
    this.life = life;
    this.process = await started(this);
  }

  /** The same key is the same command, however often it is sent. */
  async send(
    key: string,
    { name, params, body }: { name: string; params: Readonly<Record<string, string>>; body: object },
  ): Promise<CommandAnswer> {
    const found = this.process.commands.find(({ slice }) => slice.name === name);
    if (!found) throw new Error(`nobody commands ${name}`);
    const call = { slice: found.slice, params, body, idempotencyKey: key, caller: CALLER };
    return this.process.gateway.execute(found.family, call);
  }

  /** One webhook of the mail; every one of them may come again at any time. */
  async deliver(place: number): Promise<void> {
    const { api: ledger } = this.process;
    const parts = { ledger, sealer: SEALER, now: () => this.nowMs };
    await receiveWebhook(parts, this.bank, { rawBody: Buffer.from(String(place)), headers: {} });
  }

  /** What the mail brings, what time causes, and what follows from both, until nothing does by now. */
  async quiet(): Promise<void> {
    const { life } = this;
    for (let rounds = 0, before: string | undefined = 'none'; life === this.life; rounds++) {
      if (rounds > ROUNDS_MAX) throw new Error('one thing follows from another without end');
      while (this.delivered < this.bank.mail.length) {
        await this.deliver(this.delivered);
        if (life !== this.life) return;
        this.delivered += 1;
      }
      await this.sweep();
      await this.process.reacting.settled();
      const head = await this.store.head();
      if (head === before && this.delivered >= this.bank.mail.length) return;
      before = head;
    }
  }

  /** Time goes on until nothing waits for it any more, or nothing of it helps. */
  async patience(): Promise<void> {
    await this.quiet();
    for (let rounds = 0; rounds < 12 && this.items.items.length > 0; rounds++) {
      this.nowMs += WAIT_SECONDS_MAX * 1_000;
      await this.quiet();
    }
  }

  async log(): Promise<readonly ProjectedEvent[]> {
    return (await readWholeLog(this.store)).flatMap((event) => decode(event) ?? []);
  }

  /** What falls due in every stream there is, as the sweep finds it. */
  async sweep(): Promise<void> {
    const streams = new Set((await readWholeLog(this.store)).map(({ stream }) => stream));
    const at = timestamp(this.nowMs);
    for (const { stream } of this.process.due) {
      for (const name of streams) {
        const [category, id] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)];
        if (category === stream.category) await this.process.api.settle(stream, id, at);
      }
    }
  }
}

function breakable(reaction: Reaction, broken: ReadonlySet<string>): Reaction {
  const on = Object.entries(reaction.on).map(([type, steps]): [string, Reaction['on'][string]] => [
    type,
    (event) => {
      if (broken.has(reaction.name)) throw new Error('it is broken');
      return steps!(event);
    },
  ]);
  return { ...reaction, on: Object.fromEntries(on) };
}

/** An api and a reactor, each with a memory of its own of what the log holds. */
async function started(town: Town) {
  const now = () => town.nowMs;
  const store = town.life.through<EventStore>(town.store, 'log', ['append']);
  const api = new Ledger({ store, now, bounds: BOUNDS });
  const ledger = new Ledger({ store, now, bounds: BOUNDS });
  const models = foldedModels(() => town.log());
  const running = runningIn(town, { ledger, models });
  const stream = accountStream(CATALOGS);
  const family = accountFamily(stream);
  const reactions = [...accountReactions(family), ...running.flatMap((context) => context.reactions)];
  return {
    api,
    gateway: new CommandGateway(api, SEALER, { now, observer: { answered: () => undefined } }),
    commands: [
      ...accountCommands.map((slice) => ({ family, slice })),
      ...running.flatMap(({ commands }) => commands),
    ],
    due: [accountDueSource(stream, { models }), ...running.flatMap(({ due }) => due)],
    reacting: await givenReactions({
      reactions: reactions.map((reaction) => breakable(reaction, town.broken)),
      ...{ ledger, events: EVENTS, now },
      items: town.life.through(town.items, 'items', ['advance', 'conclude']),
    }),
  };
}

/** As `runningContexts` of `libs/system`, but for who takes and sends the money. */
function runningIn(town: Town, on: Pick<BillingParts, 'ledger' | 'models'>): readonly RunningContext[] {
  const { life, bank } = town;
  const provider = life.through<PaymentProvider>(bank, BANK, [
    ...(['openCheckout', 'charge', 'paymentOf', 'refund', 'refundOf'] as const),
  ]);
  const PAYPAL = life.through(bank.payouts, BANK, ['pay', 'statusOf']);
  const parts = { ...on, now: () => town.nowMs, catalogs: CATALOGS, seller: SELLER, sealer: SEALER };
  const running = [
    runningIdentity(identityParts({ ...parts, clocks: undefined })),
    runningBilling({ ...parts, providers: new Map([[provider.name, provider]]) }),
    runningReferrals({ ...parts, payoutProviders: { PAYPAL }, loopbackUrls: false }),
  ];
  if (running.length !== contexts.length) throw new Error('a context is not run here');
  return running;
}
