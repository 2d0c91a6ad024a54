import DataLoader from 'dataloader';
import { Pool, QueryArrayConfig } from 'pg';
import { Position } from '../port';

/** Where the index is, and what it holds of one command or subject up to there. */
export interface Found<Row> {
  readonly checkpoint: IndexCheckpoint;
  readonly rows: readonly Row[];
}

export interface IndexCheckpoint {
  readonly storeId: string | undefined;
  readonly position: Position | undefined;
}

export interface CommandRow {
  readonly index: number;
  readonly stream: string;
  readonly revision: bigint;
}

/** More events than any one subject or command has; reaching it means that something runs wild. */
export const ABOUT_ONE_THING_MAX = 10_000;
/** Keys in one statement. */
const KEYS_MAX = 1_000;

/**
 * Reads the index of commands and subjects. What is asked in one turn of the event loop goes into one
 * statement, and the checkpoint comes with the rows, so both are of one moment.
 */
export class CommandIndex {
  private readonly commands = new DataLoader<string, Found<CommandRow>>((ids) => this.ofCommands(ids), {
    cache: false,
    maxBatchSize: KEYS_MAX,
    batchScheduleFn: setImmediate,
  });
  private readonly subjects = new DataLoader<{ stream: string; subject: string }, Found<bigint>>(
    (keys) => this.ofSubjects(keys),
    { cache: false, maxBatchSize: KEYS_MAX, batchScheduleFn: setImmediate },
  );

  constructor(private readonly pool: Pool) {}

  /** Where a command's events stand, by its id; in the order of the ids. */
  async whereCommands(ids: readonly string[]): Promise<readonly Found<CommandRow>[]> {
    return Promise.all(ids.map((id) => this.commands.load(id)));
  }

  /** Revisions of the events about a subject. */
  whereSubject(stream: string, subject: string): Promise<Found<bigint>> {
    return this.subjects.load({ stream, subject });
  }

  async checkpoint(): Promise<IndexCheckpoint> {
    const text = 'select store_id, position from command_index.checkpoint';
    const [row] = await this.rows<Checkpoint>({ name: 'index-checkpoint', text });
    return checkpointOf(row!);
  }

  /** The database's clock, which every process has in common. */
  async clock(): Promise<Date> {
    const [row] = await this.rows<[string]>({ name: 'index-clock', text: 'select clock_timestamp()' });
    return new Date(row![0]);
  }

  private async ofCommands(ids: readonly string[]): Promise<Found<CommandRow>[]> {
    type Row = [...Checkpoint, n: number | null, index: number, stream: string, revision: bigint];
    // `cross join lateral … limit` fixes the plan: one index probe per key, whatever the statistics say.
    const rows = await this.rows<Row>({
      name: 'index-commands',
      text: `select c.store_id, c.position, f.n, f.command_index, f.stream, f.revision
        from command_index.checkpoint c left join (
          select k.n::int, e.* from unnest($1::uuid[]) with ordinality as k (id, n) cross join lateral (
            select command_index, stream, revision from command_index.commands
            where command_id = k.id order by command_index limit $2) e
        ) f on true order by f.n, f.command_index, f.revision`,
      values: [ids, ABOUT_ONE_THING_MAX],
    });
    const checkpoint = checkpointOf(rows[0]!.slice(0, 2) as Checkpoint);
    const found = ids.map((): CommandRow[] => []);
    for (const [, , n, index, stream, revision] of rows) {
      if (n !== null) found[n - 1]!.push({ index, stream, revision });
    }
    return found.map((of) => ({ checkpoint, rows: of }));
  }

  private async ofSubjects(keys: readonly { stream: string; subject: string }[]): Promise<Found<bigint>[]> {
    const rows = await this.rows<[...Checkpoint, n: number | null, revision: bigint]>({
      name: 'index-subjects',
      text: `select c.store_id, c.position, f.n, f.revision
        from command_index.checkpoint c left join (
          select k.n::int, e.* from unnest($1::text[], $2::text[]) with ordinality as k (stream, subject, n)
          cross join lateral (
            select revision from command_index.subjects
            where stream = k.stream and subject = k.subject order by revision limit $3) e
        ) f on true order by f.n, f.revision`,
      values: [keys.map(({ stream }) => stream), keys.map(({ subject }) => subject), ABOUT_ONE_THING_MAX],
    });
    const checkpoint = checkpointOf(rows[0]!.slice(0, 2) as Checkpoint);
    const found = keys.map((): bigint[] => []);
    for (const [, , n, revision] of rows) if (n !== null) found[n - 1]!.push(revision);
    return found.map((of) => ({ checkpoint, rows: of }));
  }

  private async rows<Row extends unknown[]>(statement: Omit<QueryArrayConfig, 'rowMode'>): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, rowMode: 'array' })).rows;
  }
}

type Checkpoint = [storeId: string | null, position: string | null];

function checkpointOf([storeId, position]: Checkpoint): IndexCheckpoint {
  return { storeId: storeId ?? undefined, position: position ?? undefined };
}
