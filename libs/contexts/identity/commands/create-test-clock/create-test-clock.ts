import { accept, addDays, Decision, refuse, Timestamp } from '@ledgerline/kernel';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { TestClock } from '../../domain/test-clock/test-clock';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';

export interface CreateTestClock {
  readonly clockId: string;
  readonly time: Timestamp;
}

/** Later than anybody needs, and early enough for every sum of dates. */
const DAYS_AHEAD_MAX = 3_660;

/** A clock of the past is none: what happens to a party is never earlier than its registration. */
export function createTestClock(
  { clockId, time }: CreateTestClock,
  { status }: TestClock,
  { now }: DecisionContext<TestClockEvent, undefined>,
): Decision<TestClockEvent> {
  if (status !== 'missing') return refuse('test-clock-already-exists', { testClockId: clockId });
  if (time < now) return refuse('test-clock-in-the-past', { time, now });
  const latest = addDays(now, DAYS_AHEAD_MAX);
  if (time > latest) return refuse('test-clock-too-far', { time, latest });

  return accept({ type: 'TestClockCreated', data: { clockId, time } });
}
