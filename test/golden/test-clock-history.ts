import type { Timestamp } from '@ledgerline/kernel';
import { testClockStream } from '@ledgerline/contexts/identity';
import type { FrozenEvent } from './frozen-event';
import { recorded } from './party-history';

const BY_ADMIN = { actor: 'tests', role: 'admin' };
const JANUARY = '2027-01-01T00:00:00.000Z';
const MAY = '2027-05-01T00:00:00.000Z';
const YEAR = '2028-01-01T00:00:00.000Z';

/** A clock that goes a year forward in two steps, with every event that it can have. */
export function testClockHistory(at: Timestamp): readonly Omit<FrozenEvent, 'position'>[] {
  const clockId = 'year';
  const asked = { command: 'AdvanceTestClock', parameters: { clockId, to: JANUARY } };
  const figures = { time: YEAR, to: JANUARY };
  return recorded('testClock-year', testClockStream.events, at, BY_ADMIN, [
    ['CreateTestClock', 'TestClockCreated', { clockId, time: JANUARY }],
    ['AdvanceTestClock', 'TestClockAdvanceBegun', { clockId, from: JANUARY, to: YEAR }],
    ['MoveTestClock', 'TestClockMoved', { clockId, from: JANUARY, to: MAY, hasArrived: false }],
    ['MoveTestClock', 'TestClockMoved', { clockId, from: MAY, to: YEAR, hasArrived: true }],
    ['MoveTestClock', 'TestClockCommandHadNoEffect', { ...asked, reason: 'it has gone on already' }],
    [
      'AdvanceTestClock',
      'TestClockCommandRefused',
      { ...asked, reason: 'test-clock-not-forward', figures, sealed: null },
    ],
  ]);
}
