import { Decision, noEffect, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountEvent, GenerationExpired, GenerationRequested } from './account-events';

/** A generation that has left the state, as its own events in the log tell it. */
export interface GenerationHistory {
  readonly requested: GenerationRequested['data'];
  readonly resolution: Resolution;
}

export type Resolution = Extract<
  AccountEvent,
  {
    type:
      | 'GenerationCompleted'
      | 'GenerationCompletedLate'
      | 'GenerationFailed'
      | 'GenerationCancelled'
      | 'GenerationExpired';
  }
>;

/** The last resolution counts: a late completion comes after the expiry it overrules. */
export function generationHistory(events: readonly AccountEvent[]): GenerationHistory | undefined {
  const requested = events.find((event) => event.type === 'GenerationRequested');
  const resolution = events.findLast(isResolution);
  return requested && resolution ? { requested: requested.data, resolution } : undefined;
}

export function expiryOf(history: GenerationHistory): GenerationExpired['data'] | undefined {
  return history.resolution.type === 'GenerationExpired' ? history.resolution.data : undefined;
}

/** The same end asked for again changes nothing; another end is refused with the one that stands. */
export function alreadyResolved(
  { resolution }: GenerationHistory,
  sameEnd: readonly Resolution['type'][],
): Decision<AccountEvent> {
  if (sameEnd.includes(resolution.type)) return noEffect('already-resolved-so');
  return refuse('generation-already-resolved', {
    generationId: resolution.data.generationId,
    state: RESOLVED_STATE[resolution.type],
    resolvedAt: resolvedAt(resolution),
  });
}

const RESOLVED_STATE: Readonly<Record<Resolution['type'], string>> = {
  GenerationCompleted: 'COMPLETED',
  GenerationCompletedLate: 'COMPLETED',
  GenerationFailed: 'FAILED',
  GenerationCancelled: 'CANCELLED',
  GenerationExpired: 'EXPIRED',
};

function isResolution(event: AccountEvent): event is Resolution {
  return event.type in RESOLVED_STATE;
}

function resolvedAt({ type, data }: Resolution): Timestamp {
  if (type === 'GenerationFailed') return data.failedAt;
  if (type === 'GenerationCancelled') return data.cancelledAt;
  return type === 'GenerationExpired' ? data.expiredAt : data.completedAt;
}
