import { limitKinds, PLAIN_WINDOW, Timestamp } from '@ledgerline/kernel';
import { CatalogEvent, catalogEvents } from '@ledgerline/contexts/catalog';
import { positionOf } from '@ledgerline/platform/eventstore';
import { accountEvents } from '../../libs/contexts/accounts/domain/account-event-registry';
import { limitHold } from '../../libs/contexts/accounts/projections/given-facts';
import { GivenDecisions, POLICY } from '../../libs/contexts/accounts/testing/given-decisions';
import { GivenHistory, STORE_ID } from '../../libs/contexts/accounts/projections/given-history';
import type { FrozenEvent } from './frozen-event';
import { invitationHistory } from './invitation-history';
import { partyHistory } from './party-history';
import { testClockHistory } from './test-clock-history';

/**
 * What the frozen history was made from. The file is what counts: rules of the domain may change what would
 * be recorded today, and a fold must still read what was recorded then. So what is frozen stays as it is, and
 * only those that it does not know yet live their lives behind it. Orders, invoices, subscriptions, referrals
 * and payouts stand there as the specs of their deciders lived them.
 */
export function makeFoldHistory(frozen: readonly FrozenEvent[]): FrozenEvent[] {
  const known = new Set(frozen.map(({ stream }) => stream));
  const history = new GivenHistory('2026-11-30T22:00:00.000Z');
  for (const [id, lives] of Object.entries(LIVES)) if (!known.has(`account-${id}`)) lives(history, id);
  const added = history.events.map((event) => ({
    stream: event.stream,
    revision: event.revision.toString(),
    metadata: JSON.stringify(ofItsOwn(event)),
    ...accountEvents.encode(event),
  }));
  const published = known.has(CATALOG_STREAM) ? [] : catalogEdits(history.now);
  const parties = known.has('party-nora') ? [] : partyHistory(history.now);
  const clocks = known.has('testClock-year') ? [] : testClockHistory(history.now);
  const invitations = known.has('referral-invited') ? [] : invitationHistory(history.now);
  const places = [...added, ...published, ...parties, ...clocks, ...invitations].map((event, index) => ({
    ...event,
    position: positionOf(STORE_ID, BigInt(frozen.length + index + 1)),
  }));
  return [...frozen, ...places];
}

/** Command ids are unique in the log; those that are frozen were counted from one too. */
function ofItsOwn({ stream, metadata }: GivenHistory['events'][number]) {
  return metadata.commandId ? { ...metadata, commandId: `${stream}-${metadata.commandId}` } : metadata;
}

const LIVES: Readonly<Record<string, (history: GivenHistory, id: string) => void>> = {
  ada: live,
  bob: live,
  cyd: liveUnderPolicy,
  dan: liveInDebt,
  eve: liveOfRefunds,
};

/** What is drawn below zero is recorded before what it is drawn for. */
function liveInDebt(history: GivenHistory, id: string): void {
  const account = new GivenDecisions(history.open(id, 'pro').grant(id, 'gift', { credits: 4n }), id);
  account.use('image').request(`${id}-g1`);
  history.cancel(id, `${id}-g1`).settle(id);
}

/** Purchases refunded: before they come, while a job holds a part of them, after they were spent. */
function liveOfRefunds(history: GivenHistory, id: string): void {
  const account = new GivenDecisions(history.open(id), id);
  account.takeBack('order-1', 4_000_000n, 'refund-1').purchase('order-1', 10_000_000n);
  account.purchase('order-2', 60_000_000n).use().request(`${id}-g1`).request(`${id}-g2`);
  account.takeBack('order-2', 40_000_000n, 'refund-2').takeBack('order-2', 20_000_000n, 'refund-3');
  history.cancel(id, `${id}-g1`).settle(id).complete(id, `${id}-g2`).settle(id);
}

const CATALOG_STREAM = 'catalog-default';

/** A version published, one refused, one already in force. */
function catalogEdits(at: Timestamp): Omit<FrozenEvent, 'position'>[] {
  const edit = { command: 'PublishCatalog', reason: 'catalog-conflict' };
  const events: CatalogEvent[] = [
    {
      type: 'CatalogPublished',
      data: { version: 1, document: POLICY, author: 'ops', reason: 'prices', publishedAt: at },
    },
    { type: 'CatalogCommandRefused', data: { ...edit, figures: { expectedVersion: 0, version: 1 } } },
    { type: 'CatalogCommandHadNoEffect', data: { ...edit, reason: 'already-in-force' } },
  ];
  return events.map((event, index) => ({
    stream: CATALOG_STREAM,
    revision: String(index),
    metadata: JSON.stringify({
      ...{ at, command: 'PublishCatalog', commandId: `catalog-${index}`, commandIndex: '0' },
      ...{ actor: 'ops', role: 'admin', requestId: `edit-${index}`, caller: 'sealed-caller' },
    }),
    ...catalogEvents.encode(event),
  }));
}

function live(history: GivenHistory, id: string): void {
  const daily = () => ({ limits: [limitHold('chat_daily', 'calendar-day', history.now)] });
  history.open(id).grant(id, 'kept', { creditType: 'PURCHASE', priority: 50, credits: 200n }).refill(id, 20n);
  history.grant(id, 'later', {
    effectiveAt: limitKinds['calendar-day'].windowOf(history.now, PLAIN_WINDOW),
    credits: 3n,
  });
  for (const n of [1, 2, 3, 4, 5]) {
    history.request(id, `${id}-g${n}`, { costMicros: BigInt(n) * 1_500_000n, ...daily() }).after(7);
  }
  history.complete(id, `${id}-g1`, {
    costMicros: 1_000_001n,
    inputTokens: 10,
    outputTokens: 20,
    processingMs: 900,
  });
  history
    .fail(id, `${id}-g2`)
    .cancel(id, `${id}-g3`)
    .extend(id, `${id}-g4`, 3_600)
    .cancel(id, `${id}-g4`, 'stuck', true);
  history.refuse(id, 'limit-reached', { action: 'prompt' }).noEffect(id, 'CancelGeneration', 'already');
  // The fifth expires, the refill lapses at midnight; what the expired one cost comes later.
  history
    .after(4 * 3_600)
    .settle(id)
    .completeLate(id, `${id}-g5`, { costMicros: 2_000_000n });
  history.grant(id, 'back', { creditType: 'REFUND', generationId: `${id}-g1`, amountMicros: 500_000n });
  history.close(id).reopen(id);
  history
    .request(id, `${id}-g6`, { costMicros: 5_000_000n, ...daily() })
    .complete(id, `${id}-g6`, { processingMs: 40 });
}

/** Everything that a catalog's policy can bring about: usage, overrides, debts, voids, refunds, crossings. */
function liveUnderPolicy(history: GivenHistory, id: string): void {
  const account = new GivenDecisions(history.open(id), id);
  const soon = { creditType: 'SUBSCRIPTION_GRANT', expiresAt: '2026-12-01T00:00:00.000Z' } as const;
  history
    .grant(id, 'bought', {
      ...{ creditType: 'PURCHASE', priority: 50, credits: 30n, reference: 'pay-1' },
      purchaseAmount: { amountMinor: 999n, currency: 'USD' },
    })
    .grant(id, 'monthly', { ...soon, credits: 40n, rollover: { capMicros: 15_000_000n, days: 30 } });
  account
    .override('images', '12', { until: '2026-12-24T00:00:00.000Z' })
    .override('images', '2', { member: 'mia' });
  account.use('image', { actorUserId: 'mia', model: 'm', project: 'p' }).use('image', { status: 'failed' });
  account.use('project').use('project').use('project').removeUsage('projects', 1n);
  account.gauge('storage', 480n).gauge('storage', 20n).removeOverride('images', 'mia');
  account.request(`${id}-g1`);
  history.complete(id, `${id}-g1`);
  account.refund(`${id}-g1`, 4_000_000n, 'complaint-1').adjust(-2_500_000n, 'ticket-1').adjust(1_000_000n);
  // The subscription's lot ends at midnight: what fits under its cap rolls over.
  history.at('2026-12-01T00:00:00.001Z').settle(id);
  account.request(`${id}-g0`).request(`${id}-g2`).voidLot({ lotId: 'bought' });
  account.voidLot({ creditType: 'PURCHASE', reference: 'pay-9' });
  history.cancel(id, `${id}-g2`).settle(id);
  account.changeTier('pro').use().use().use().request(`${id}-g3`).request(`${id}-g4`);
  history.complete(id, `${id}-g3`).cancel(id, `${id}-g4`).settle(id);
  history.after(60).grant(id, 'repays', { credits: 100n }).settle(id);
  account.adjust(3_000_000n);
}
