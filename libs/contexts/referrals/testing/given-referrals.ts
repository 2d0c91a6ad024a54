import { accountEvents } from '@ledgerline/contexts/accounts';
import { orderStream } from '@ledgerline/contexts/billing';
import {
  type Catalog,
  CatalogDocument,
  compileCatalog,
  DEFAULT_CATALOG,
  type ReferralRule,
} from '@ledgerline/contexts/catalog';
import { type PartyRegistered, partyStream } from '@ledgerline/contexts/identity';
import { accept, Decision, DomainEvent, formatCredits, timestamp } from '@ledgerline/kernel';
import { MemoryEventStore } from '@ledgerline/platform/eventstore';
import { commandIdOf, Ledger, LedgerResult, type StreamDefinition } from '@ledgerline/platform/ledger';
import {
  decodeEvents,
  foldInMemory,
  type ProjectedEvent,
  type Projection,
} from '@ledgerline/platform/projections';
import { givenReactions } from '@ledgerline/testing';
import { type InviteReferee, inviteReferee } from '../commands/invite-referee/invite-referee';
import { openProgram } from '../commands/open-program/open-program';
import { type RequestPayout, requestPayout } from '../commands/request-payout/request-payout';
import { type RecordClick, recordClick } from '../domain/program/record-click';
import { referralsEvents } from '../event-registries';
import { referralsFamilies } from '../families';
import type { PayoutProviders } from '../payouts/payout-provider';
import { sandboxPayouts } from '../payouts/sandbox-payouts';
import { reactionsOn } from '../reactions/registry';
import { foldedLookup } from './folded-lookup';
import {
  accountOpened,
  orderPaid,
  orderRefunded,
  type Paid,
  type Refunded,
  registered,
} from './given-events';

export const NINE = Date.parse('2026-11-21T09:00:00.000Z');
export const DAY = 86_400;

export const EVENTS = [...referralsEvents, accountEvents, partyStream.events, orderStream.events];
const decode = decodeEvents(EVENTS);

export interface GivenOptions {
  readonly rule?: Partial<ReferralRule> | null;
  readonly providers?: Partial<PayoutProviders>;
}

export type GivenReferrals = Awaited<ReturnType<typeof givenReferrals>>;

/** Parties that bring each other, over one log in memory: their streams, and the reactions in between. */
export async function givenReferrals(options: GivenOptions = {}) {
  const world = await givenWorld(options);
  return { ...world, ...actsOf(world), ...looksAt(world) };
}

type World = Awaited<ReturnType<typeof givenWorld>>;

async function givenWorld({ rule = {}, providers = {} }: GivenOptions) {
  const store = new MemoryEventStore();
  const clock = { now: NINE };
  const now = () => clock.now;
  const ledger = new Ledger({ store, now });
  const catalog = catalogWith(rule);
  const catalogs = { current: () => catalog, atLeast: () => Promise.resolve(catalog) };
  const families = referralsFamilies(catalogs);
  const log = (): Promise<readonly ProjectedEvent[]> => wholeLog(store);
  const erased = new Set<string>();
  const reactions = reactionsOn({
    ...{
      ledger,
      families,
      lookup: foldedLookup(log),
      payoutProviders: { PAYPAL: sandboxPayouts('PAYPAL'), ...providers },
    },
    open: (ownerId, sealed) => Promise.resolve(erased.has(ownerId) ? undefined : sealed),
  });
  const reacting = await givenReactions({ reactions, ledger, events: EVENTS, now });
  let keys = 0;

  const command = <State, Event extends DomainEvent, Context>(
    stream: StreamDefinition<State, Event, Context>,
    streamId: string,
    decide: Parameters<typeof ledger.execute<State, Event, Context>>[1]['decide'],
    { subjects, key = `k${++keys}` }: { subjects?: readonly string[]; key?: string } = {},
  ): Promise<LedgerResult<State, Event>> =>
    ledger.execute(stream, {
      ...{ name: 'Given', parameters: {}, sealed: null, streamId, commandHash: '', origin: {} },
      commandId: commandIdOf({ principal: 'spec', stream: `${stream.category}-${streamId}`, key }),
      receivedAt: timestamp(now()),
      ...(subjects && { subjects: () => subjects }),
      decide,
    });

  return { store, ledger, families, catalogs, reacting, clock, log, command, erased };
}

/** What parties do, and what time does. */
function actsOf({ ledger, families, reacting, clock, command }: World) {
  const at = () => timestamp(clock.now);
  return {
    settled: () => reacting.settled(),
    /** Time passes; what falls due in the streams named is recorded, as the sweep would. */
    async after(seconds: number, ...streams: string[]): Promise<void> {
      clock.now += seconds * 1000;
      for (const name of streams) {
        const [category, id] = [name.slice(0, name.indexOf('-')), name.slice(name.indexOf('-') + 1)];
        const { program, referral, payout } = families;
        const all = [program.stream, referral.stream, payout.stream] as AnyStream[];
        await ledger.settle(
          all.find((one) => one.category === category)!,
          id,
          at(),
        );
      }
      await reacting.settled();
    },
    openProgram: (partyId: string, code: string, customUrl: string | null = null) =>
      command(families.program.stream, partyId, (state, context) =>
        openProgram({ partyId, code, customUrl, message: null, loopbackAllowed: false }, state, context),
      ),
    async invite(partyId: string, email: string, given: Partial<InviteReferee> = {}): Promise<string> {
      const sealed = JSON.stringify({ email, name: 'Bob' });
      const { events, ...told } = await command(families.program.stream, partyId, (state, context) =>
        inviteReferee({ emailHash: `hash-${email}`, isOwnEmail: false, sealed, ...given }, state, context),
      );
      const [invited] = events;
      return invited?.type === 'RefereeInvited' ? invited.data.invitationId : reasonOf({ events, ...told });
    },
    async click(partyId: string, given: Partial<RecordClick> = {}): Promise<string> {
      const sealed = '{"ip":"10.0.0.1","userAgent":"B"}';
      const visit = { source: 'mail', campaign: 'spring', sealed, invitationId: null, ...given };
      const { events } = await command(families.program.stream, partyId, (state, context) =>
        recordClick(visit, state, context),
      );
      return (events[0]!.data as { clickId: string }).clickId;
    },
    openAccount: (accountId: string) =>
      command(families.account.stream, accountId, () => accept(accountOpened(accountId, at()))),
    register: (partyId: string, given: Partial<PartyRegistered['data']> = {}) =>
      command(partyStream, partyId, () => accept(registered(partyId, at(), given))),
    pay: (accountId: string, orderId: string, given: Partial<Paid> = {}) =>
      command(orderStream, orderId, () => accept(orderPaid({ accountId, orderId, at: at() }, given))),
    refund: (accountId: string, orderId: string, given: Partial<Refunded> = {}) =>
      command(orderStream, orderId, () => accept(orderRefunded({ accountId, orderId, at: at() }, given))),
    requestPayout: (partyId: string, given: Partial<RequestPayout> = {}) =>
      command(families.program.stream, partyId, (state, context) =>
        requestPayout({ ...A_PAYOUT, ...given }, state, context),
      ),
  };
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- streams of every kind meet here
type AnyStream = StreamDefinition<any, any, any>;

/** What the log says of them. */
function looksAt({ ledger, families, log }: World) {
  return {
    /** Its events in order, by type. */
    async history(stream: string): Promise<readonly string[]> {
      return (await log()).filter((event) => event.stream === stream).map(({ type }) => type);
    },
    async funds(partyId: string, currency = 'USD') {
      return (await ledger.read(families.program.stream, partyId)).state.funds[currency];
    },
    async referral(partyId: string) {
      return (await ledger.read(families.referral.stream, partyId)).state;
    },
    async payout(payoutId: string) {
      return (await ledger.read(families.payout.stream, payoutId)).state;
    },
    async balance(accountId: string): Promise<string> {
      return formatCredits((await ledger.read(families.account.stream, accountId)).state.balanceMicros);
    },
    async rows<Row extends object>(projection: Projection<Row>): Promise<readonly Row[]> {
      return foldInMemory(projection, await log());
    },
  };
}

export async function wholeLog(store: MemoryEventStore): Promise<readonly ProjectedEvent[]> {
  const recorded = await store.readAll({ after: undefined, countMax: 100_000 });
  return recorded.flatMap((event) => decode(event) ?? []);
}

function catalogWith(rule: GivenOptions['rule']): Catalog {
  const document: CatalogDocument = {
    ...DEFAULT_CATALOG,
    // Only rewards give credits here.
    tiers: DEFAULT_CATALOG.tiers.map((tier) => ({ ...tier, trialGrant: '0', dailyRefill: '0' })),
    referral: rule === null ? null : { ...DEFAULT_CATALOG.referral!, ...rule },
  };
  return compileCatalog(1, document);
}

const A_PAYOUT: RequestPayout = {
  ...{ method: 'PAYPAL', amountMinor: 2_500n, currency: 'USD', hasDestination: true, isOffered: true },
  sealed: JSON.stringify({ destination: 'ada@example.org' }),
};

/** Ada's program, and Bob who signed up by its code. */
export async function adaBringsBob(options: GivenOptions = {}, code = 'ADA') {
  const given = await givenReferrals(options);
  await given.openAccount('ada');
  await given.openAccount('bob');
  await given.openProgram('ada', 'ADA');
  await given.register('bob', { referralCode: code });
  await given.settled();
  return given;
}

/** A decision as a spec tells it. */
export function reasonOf(decision: Decision<DomainEvent> | LedgerResult<unknown, DomainEvent>): string {
  if ('kind' in decision) return decision.kind === 'accepted' ? 'accepted' : decision.reason;
  return decision.refusal?.reason ?? decision.outcome;
}
