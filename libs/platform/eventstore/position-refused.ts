import { LogHistory, Position, positionOf, sequenceOf } from './port';

/**
 * A reader's position does not belong to this log. Going on would skip or repeat events: it stops instead.
 */
export class PositionRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PositionRefused';
  }
}

/**
 * The sequence to read after; 0 is the beginning.
 * @throws PositionRefused for a position of another log, or a malformed one
 */
export function sequenceAfter(storeId: string, after: Position | undefined): bigint {
  if (after === undefined) return 0n;
  const sequence = sequenceOf(storeId, after);
  if (sequence !== undefined) return sequence;
  throw new PositionRefused(
    `position ${after} is not of this log (${storeId}): the reader was fed by another one`,
  );
}

/** @throws PositionRefused when a reader has seen more than the log holds */
export function assertNotAhead(log: { storeId: string; head: bigint }, sequence: bigint): void {
  if (sequence <= log.head) return;
  throw new PositionRefused(
    `position ${positionOf(log.storeId, sequence)} is ahead of the log's end ${positionOf(log.storeId, log.head)}: ` +
      `the log was restored to an earlier state; rebuild what was read from it`,
  );
}

/** @throws PositionRefused when another log, or another epoch of it, has taken its place since the start */
export function assertSameLog(history: LogHistory, identity: string): void {
  if (identity === history.identity) return;
  throw new PositionRefused(
    `the log is ${identity} now, it was ${history.identity} when this process began: it was restored; restart ` +
      `the process`,
  );
}
