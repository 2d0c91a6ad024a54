import type { DomainEvent, Timestamp } from '@ledgerline/kernel';

export type TestClockCreated = DomainEvent<'TestClockCreated', { clockId: string; time: Timestamp }>;

/** It is on its way: what falls due until then is settled in its order first. */
export type TestClockAdvanceBegun = DomainEvent<
  'TestClockAdvanceBegun',
  { clockId: string; from: Timestamp; to: Timestamp }
>;

/** One step of that way; with the one that leads from its end nowhere it has arrived. */
export type TestClockMoved = DomainEvent<
  'TestClockMoved',
  { clockId: string; from: Timestamp; to: Timestamp; hasArrived: boolean }
>;

export type TestClockEvent = TestClockCreated | TestClockAdvanceBegun | TestClockMoved;
