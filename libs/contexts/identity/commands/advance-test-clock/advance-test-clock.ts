import { accept, addDays, Decision, refuse, Timestamp } from '@ledgerline/kernel';
import type { TestClock } from '../../domain/test-clock/test-clock';
import type { TestClockEvent } from '../../domain/test-clock/test-clock-events';

export interface AdvanceTestClock {
  readonly clockId: string;
  readonly to: Timestamp;
}

/** At once; two years and a little. */
const DAYS_AT_ONCE_MAX = 800;

/** It is on its way then, from due item to due item of its parties; there it is when its status is ready. */
export function advanceTestClock(
  { clockId, to }: AdvanceTestClock,
  { status, time, target }: TestClock,
): Decision<TestClockEvent> {
  if (status === 'missing') return refuse('test-clock-not-found', { testClockId: clockId });
  if (status === 'advancing') return refuse('test-clock-advancing', { time, target });
  if (to <= time) return refuse('test-clock-not-forward', { time, to });
  const latest = addDays(time, DAYS_AT_ONCE_MAX);
  if (to > latest) return refuse('test-clock-too-far', { time: to, latest });

  return accept({ type: 'TestClockAdvanceBegun', data: { clockId, from: time, to } });
}
