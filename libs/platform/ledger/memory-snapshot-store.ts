import { SnapshotStore, StoredSnapshot } from './snapshot-store';

/** Snapshots of this process alone: for tests, which may read and damage them. */
export class MemorySnapshotStore implements SnapshotStore {
  readonly snapshots = new Map<string, StoredSnapshot>();

  load(stream: string, schemaHash: string): Promise<StoredSnapshot | undefined> {
    const found = this.snapshots.get(stream);
    return Promise.resolve(found?.schemaHash === schemaHash ? found : undefined);
  }

  save(snapshot: StoredSnapshot): void {
    this.snapshots.set(snapshot.stream, snapshot);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
