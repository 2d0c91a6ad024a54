import { accept, Decision, noEffect, Timestamp, timestamp } from '@ledgerline/kernel';
import { type ClockOf, commandIdOf, type Ledger, streamName } from '@ledgerline/platform/ledger';
import { NO_TEST_CLOCK, TestClock } from './domain/test-clock/test-clock';
import type { TestClockEvent } from './domain/test-clock/test-clock-events';
import { partyStream } from './streams/party-stream';
import { testClockStream } from './streams/test-clock-stream';

/** Who lives in which time: asked of the log, so that every process answers the same. */
export interface TestClocks {
  /**
   * The time of whoever owns a stream: that of the clock it is bound to, else everybody's. Who is bound by
   * the very command that is asked comes by its clock, where there is such a clock.
   */
  readonly clockOf: ClockOf;
  /** The clock that a party is bound to, if any. */
  boundTo(owner: string): Promise<string | null>;
  read(clockId: string): Promise<TestClock>;
  /**
   * A step towards where it is sent; nothing where it has gone on already. It has arrived with the step from
   * there to there: what falls due at that very instant is settled before.
   */
  move(clockId: string, step: { readonly from: Timestamp; readonly to: Timestamp }): Promise<void>;
}

/** A party is bound when it is registered or never; so many answers are kept. */
const REMEMBERED_MAX = 100_000;

export function testClocks({ ledger, now }: { ledger: Ledger; now: () => number }): TestClocks {
  const bound = new Map<string, string | null>();
  const read = async (clockId: string) => (await ledger.read(testClockStream, clockId)).state;
  /** Undefined: there is no such party yet. */
  const bindingOf = async (owner: string): Promise<string | null | undefined> => {
    const known = bound.get(owner);
    if (known !== undefined) return known;
    const { status, testClockId } = (await ledger.read(partyStream, owner)).state;
    if (status === 'missing') return undefined;
    if (bound.size >= REMEMBERED_MAX) bound.clear();
    bound.set(owner, testClockId);
    return testClockId;
  };
  return {
    read,
    async boundTo(owner) {
      return (await bindingOf(owner)) ?? null;
    },
    async clockOf(owner, comingBy) {
      const binding = await bindingOf(owner);
      const clockId = binding === undefined ? comingBy : binding;
      const clock = clockId == null ? NO_TEST_CLOCK : await read(clockId);
      return clock.status === 'missing' ? now() : Date.parse(clock.time);
    },
    async move(clockId, { from, to }) {
      await ledger.execute(testClockStream, {
        name: 'MoveTestClock',
        parameters: { from, to },
        sealed: null,
        streamId: clockId,
        commandId: commandIdOf({
          principal: 'test-clock',
          stream: streamName(testClockStream, clockId),
          key: `${from}/${to}`,
        }),
        commandHash: 'test-clock',
        receivedAt: timestamp(now()),
        origin: { actor: 'test-clock', role: 'system' },
        decide: (clock) => moveTestClock({ clockId, from, to }, clock),
      });
    },
  };
}

function moveTestClock(
  { clockId, from, to }: { clockId: string; from: Timestamp; to: Timestamp },
  { status, time, target }: TestClock,
): Decision<TestClockEvent> {
  if (status !== 'advancing' || time !== from || to > target!) return noEffect('it has gone on already');

  const hasArrived = from === target;
  return accept({ type: 'TestClockMoved', data: { clockId, from, to, hasArrived } });
}
