import { Timestamp } from '@ledgerline/kernel';
import { Position } from '@ledgerline/platform/eventstore';

/** A stream's state as of one of its events. */
export interface StoredSnapshot {
  readonly stream: string;
  /** Of the definition that wrote it; another one never sees it. */
  readonly schemaHash: string;
  /** Of the last event that is folded in. */
  readonly revision: bigint;
  /** The place of that event, by which the log tells whether it still holds it. */
  readonly position: Position;
  /** Time of that event. */
  readonly at: Timestamp;
  /** JSON text. */
  readonly state: string;
}

/**
 * A cache of folded streams. Nothing is ever decided from it alone: who loads one asks the log whether it
 * holds the very event that the snapshot names, and folds what came after. Losing all of it costs only time.
 */
export interface SnapshotStore {
  /** One snapshot of the stream, not necessarily the newest; undefined where there is none to be had. */
  load(stream: string, schemaHash: string): Promise<StoredSnapshot | undefined>;
  /** Answers at once; the snapshot may be written later, or never. */
  save(snapshot: StoredSnapshot): void;
  /** Ends the write in hand; what waits behind it is dropped. */
  close(): Promise<void>;
}

/** A larger state is not kept: it would take longer to write than its stream takes to fold. */
export const SNAPSHOT_BYTES_MAX = 4 * 1024 * 1024;

/** Where nothing is kept. */
export const NO_SNAPSHOTS: SnapshotStore = {
  load: () => Promise.resolve(undefined),
  save: () => undefined,
  close: () => Promise.resolve(),
};
