import { limitKinds } from '@ledgerline/kernel';
import { accountEvents } from '../../libs/contexts/accounts/domain/account-event-registry';
import { limitHold } from '../../libs/contexts/accounts/projections/given-facts';
import { GivenHistory } from '../../libs/contexts/accounts/projections/given-history';

/** An event of the frozen history, as the log holds it. */
export interface FrozenEvent {
  readonly stream: string;
  readonly revision: string;
  readonly position: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

/**
 * What the frozen history was made from. The file is what counts: rules of the domain may change what would
 * be recorded today, and a fold must still read what was recorded then.
 */
export function makeFoldHistory(): FrozenEvent[] {
  const history = new GivenHistory('2026-11-30T22:00:00.000Z');
  for (const id of ['ada', 'bob']) live(history, id);
  return history.events.map((event) => ({
    stream: event.stream,
    revision: event.revision.toString(),
    position: event.position,
    metadata: JSON.stringify(event.metadata),
    ...accountEvents.encode(event),
  }));
}

function live(history: GivenHistory, id: string): void {
  const daily = () => ({ limits: [limitHold('chat_daily', 'calendar-day', history.now)] });
  history.open(id).grant(id, 'kept', { creditType: 'PURCHASE', priority: 50, credits: 200n }).refill(id, 20n);
  history.grant(id, 'later', { effectiveAt: limitKinds['calendar-day'].windowOf(history.now), credits: 3n });
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
