import { createHash } from 'node:crypto';
import { failpoint } from '@ledgerline/platform/failpoints';
import { SnapshotStore, StoredSnapshot } from './snapshot-store';

/** The little of `pg.Pool` that is needed here. */
export interface SnapshotDatabase {
  connect(): Promise<SnapshotSession>;
}

interface SnapshotSession {
  query(text: string, values?: unknown[]): Promise<{ rows: SnapshotRow[] }>;
  release(destroy?: boolean): void;
}

type SnapshotRow = Omit<StoredSnapshot, 'stream' | 'schemaHash'> & { readonly digest: string };

const LOAD = `select revision, position, at, state, digest from snapshots.streams
  where stream = $1 and schema_hash = $2`;

/** The last writer wins: two instances that race leave an older snapshot behind, never a wrong one. */
const SAVE = `insert into snapshots.streams (stream, schema_hash, revision, position, at, state, digest)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (stream) do update set schema_hash = excluded.schema_hash, revision = excluded.revision,
    position = excluded.position, at = excluded.at, state = excluded.state, digest = excluded.digest,
    saved_at = now()`;

/** What waits to be written, at most; beyond it a snapshot is dropped, and a later one will come. */
const WAITING_BYTES_MAX = 16 * 1024 * 1024;

/** Snapshots in the table `snapshots.streams`: one per stream, written one at a time in the background. */
export class PostgresSnapshotStore implements SnapshotStore {
  private readonly waiting = new Map<string, StoredSnapshot>();
  private bytes = 0;
  private writing: Promise<void> | undefined;

  constructor(private readonly database: SnapshotDatabase) {}

  async load(stream: string, schemaHash: string): Promise<StoredSnapshot | undefined> {
    const session = await this.database.connect();
    try {
      const [row] = (await session.query(LOAD, [stream, schemaHash])).rows;
      session.release();
      if (!row) return undefined;
      const { digest, ...stored } = row;
      const found = { stream, schemaHash, ...stored };
      return digest === digestOf(found) ? found : undefined;
    } catch (error) {
      session.release(true);
      throw error;
    }
  }

  save(snapshot: StoredSnapshot): void {
    const older = this.waiting.get(snapshot.stream)?.state.length ?? 0;
    const bytes = this.bytes - older + snapshot.state.length;
    if (bytes > WAITING_BYTES_MAX) return;
    this.bytes = bytes;
    this.waiting.set(snapshot.stream, snapshot);
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
  }

  async close(): Promise<void> {
    this.waiting.clear();
    this.bytes = 0;
    await this.writing;
  }

  private async writeAll(): Promise<void> {
    for (let next = this.take(); next; next = this.take()) {
      // A lost snapshot costs its stream's next cold load some milliseconds; there is nobody to tell.
      await this.write(next).catch(() => undefined);
    }
  }

  private take(): StoredSnapshot | undefined {
    const [next] = this.waiting.values();
    if (!next) return undefined;
    this.waiting.delete(next.stream);
    this.bytes -= next.state.length;
    return next;
  }

  private async write(snapshot: StoredSnapshot): Promise<void> {
    const session = await this.database.connect();
    const { stream, schemaHash, revision, position, at, state } = snapshot;
    try {
      await session.query('begin');
      const digest = digestOf(snapshot);
      await session.query(SAVE, [stream, schemaHash, revision, position, at, state, digest]);
      failpoint('snapshot.writing');
      await session.query('commit');
      session.release();
    } catch (error) {
      session.release(true);
      throw error;
    }
  }
}

/** Whoever changes a row by hand, or a disk that does, makes it unreadable. */
function digestOf({ stream, schemaHash, revision, position, at, state }: StoredSnapshot): string {
  const named = JSON.stringify([stream, schemaHash, revision.toString(), position, at]);
  return createHash('sha256').update(named).update(state).digest('hex');
}
