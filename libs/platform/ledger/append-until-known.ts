import { setTimeout as pause } from 'node:timers/promises';
import { AppendOutcome, EventStore, ExpectedRevision, NewEvent } from '@ledgerline/platform/eventstore';
import { LedgerBounds } from './ledger-bounds';

export type KnownOutcome = Exclude<AppendOutcome, { outcome: 'unknown' }>;

/**
 * Appends, and resends the identical bytes until the log has said yes or no. `onUnknown` hears each answer
 * that leaves it open, numbered from 1.
 */
export async function appendUntilKnown(
  store: EventStore,
  append: { stream: string; expected: ExpectedRevision; events: readonly NewEvent[] },
  resending: { bounds: LedgerBounds; onUnknown: (reason: string, attempt: number) => void },
): Promise<KnownOutcome> {
  const { stream, expected, events } = append;
  const { resendDelayMs, resendDelayMsMax } = resending.bounds;
  let answer = await store.append(stream, expected, events);
  for (let attempt = 1; answer.outcome === 'unknown'; attempt++) {
    resending.onUnknown(answer.reason, attempt);
    await pause(Math.min(resendDelayMs * 2 ** Math.min(attempt, 10), resendDelayMsMax));
    const again = await store.append(stream, expected, events);
    // Not executed now says nothing about the first time.
    answer = again.outcome === 'not-executed' ? { outcome: 'unknown', reason: again.reason } : again;
  }
  return answer;
}
