import { addSeconds, Decision, refuse, Timestamp } from '@ledgerline/kernel';
import { AccountEvent } from './account-events';
import { AccountState } from './account-state';

/** So many refusals an account records in one minute; beyond that the log is not fed any more. */
export const RECORDED_REFUSALS_PER_MINUTE_MAX = 60;

/** What precedes the rate in the order of refusals, and is answered by its own name also beyond it. */
const PRECEDING: ReadonlySet<string> = new Set([
  'account-not-found',
  'account-already-exists',
  'account-closed',
]);

export function refusalIsRecorded(reason: string, state: AccountState, now: Timestamp): boolean {
  return reason !== 'too-many-refusals' && !rateReached(state, now);
}

/**
 * Turns a refusal that the log would not record any more into one that says so: undecided, free to be
 * retried.
 */
export function boundRefusals(
  decision: Decision<AccountEvent>,
  state: AccountState,
  now: Timestamp,
): Decision<AccountEvent> {
  if (decision.kind !== 'refused' || PRECEDING.has(decision.reason) || !rateReached(state, now))
    return decision;
  const minute = `${state.refusals.minute}:00.000Z`;
  return refuse('too-many-refusals', { refusals: state.refusals.count, retryAt: addSeconds(minute, 60) });
}

function rateReached({ refusals }: AccountState, now: Timestamp): boolean {
  return refusals.minute === now.slice(0, 16) && refusals.count >= RECORDED_REFUSALS_PER_MINUTE_MAX;
}
