import { Pool, QueryArrayConfig } from 'pg';
import { LogEpoch } from '../epoch-history';
import { ExpectedRevision, LogHistory, RecordedEvent, StreamPage, StreamPageRequest } from '../port';
import { GatheredLookup } from './gathered-lookup';
import { eventsOfPage, LOG_PAGE, LogPageRow, STREAM_PAGES, StreamPageRow } from './log-page';

const EVENT =
  'e.position::text, e.stream, e.revision, e.id, e.type, e.data::text, e.metadata::text, e.recorded_at';
type EventRow = [string, string, bigint, string, string, string, string, string];

/** More events than any one subject or command has; reaching it means that something runs wild. */
const ABOUT_ONE_THING_MAX = 10_000;

/** Each at its largest, their text stays below what one string may be. */
const STATEMENT_EVENTS_MAX = 4_000;

/** Subjects or commands in one statement; of streams so few that their events fit into one. */
const THINGS_MAX = 1_000;
const SHORT_PAGE_EVENTS_MAX = 64;
const SHORT_PAGES_MAX = Math.floor(STATEMENT_EVENTS_MAX / SHORT_PAGE_EVENTS_MAX);

interface SubjectKey {
  readonly stream: string;
  readonly subject: string;
}

interface ShortPage {
  readonly stream: string;
  readonly first: bigint;
  readonly count: number;
}

export interface LogPage {
  /** Of the log as it is now: another one than the reader's history says means that it was restored. */
  readonly identity: string;
  /** Sequence of the log's last event. */
  readonly head: bigint;
  readonly events: readonly RecordedEvent[];
}

/** Every reading statement of the PostgreSQL log; each is one statement, so it sees one moment. */
export class LogReader {
  private readonly subjects = new GatheredLookup(this.aboutSubjects.bind(this), THINGS_MAX);
  private readonly commands = new GatheredLookup(this.ofCommands.bind(this), THINGS_MAX);
  private readonly shortPages = new GatheredLookup(this.streamPages.bind(this), SHORT_PAGES_MAX);

  constructor(
    private readonly pool: Pool,
    private readonly history: LogHistory,
  ) {}

  /** What comes after a sequence, with the log's identity and end, for the reader to check that they fit. */
  async page(after: bigint, countMax: number): Promise<LogPage> {
    const statement = { name: 'log-page', text: LOG_PAGE };
    const events: RecordedEvent[] = [];
    for (let from = after; ;) {
      const asked = Math.min(countMax - events.length, STATEMENT_EVENTS_MAX);
      const [row] = await this.rows<LogPageRow>({ ...statement, values: [from, asked] });
      const found = eventsOfPage(this.history, row!);
      events.push(...found);
      const isWhole = found.length < asked || events.length === countMax;
      if (isWhole) return { identity: row![0], head: row![1], events };
      from = this.history.sequenceOf(found[found.length - 1]!.position);
    }
  }

  /** A short page is asked for together with what others ask at the same time, see {@link GatheredLookup}. */
  async stream(stream: string, page: StreamPageRequest): Promise<StreamPage> {
    if (page.direction !== 'backward' && page.countMax <= SHORT_PAGE_EVENTS_MAX)
      return this.shortPages.of({ stream, first: page.fromRevision ?? 0n, count: page.countMax });
    const rows = await this.rows<[bigint, ...EventRow]>(streamStatement(stream, page));
    if (rows.length === 0) return { events: [], head: 'no-stream' };
    const events = rows.filter((row) => row[1] !== null).map((row) => this.event(row.slice(1) as EventRow));
    return { events, head: revisionOf(rows[0]![0]) };
  }

  /** Asked together with what others ask at the same time, see {@link GatheredLookup}. */
  subject(stream: string, subject: string): Promise<readonly RecordedEvent[]> {
    return this.subjects.of({ stream, subject });
  }

  /** As {@link LogReader.subject}. */
  command(commandId: string): Promise<readonly RecordedEvent[]> {
    return this.commands.of(commandId);
  }

  async head(): Promise<{ readonly identity: string; readonly head: bigint }> {
    const statement = { name: 'log-head', text: 'select log.identity(), position from log.head', values: [] };
    const [identity, head] = (await this.rows<[string, bigint]>(statement))[0]!;
    return { identity, head };
  }

  async clock(): Promise<Date> {
    const statement = { name: 'log-clock', text: 'select clock_timestamp()', values: [] };
    return new Date((await this.rows<[string]>(statement))[0]![0]);
  }

  private async aboutSubjects(keys: readonly SubjectKey[]): Promise<(readonly RecordedEvent[])[]> {
    const rows = await this.rows<[number, ...EventRow]>({
      name: 'log-subjects',
      text: `select k.n::int, ${EVENT}
        from unnest($1::text[], $2::text[]) with ordinality as k (stream, subject, n)
        cross join lateral (
          select * from log.events where stream = k.stream and subject = k.subject order by revision limit $3
        ) e order by k.n, e.revision`,
      values: [keys.map((key) => key.stream), keys.map((key) => key.subject), ABOUT_ONE_THING_MAX],
    });
    const found = keys.map((): RecordedEvent[] => []);
    for (const [n, ...event] of rows) found[n - 1]!.push(this.event(event));
    found.forEach((events, i) => refuseRunaway(events.length, `${keys[i]!.stream} ${keys[i]!.subject}`));
    return found;
  }

  private async ofCommands(ids: readonly string[]): Promise<(readonly RecordedEvent[])[]> {
    const rows = await this.rows<[number, ...EventRow]>({
      name: 'log-commands',
      text: `select k.n::int, ${EVENT}
        from unnest($1::uuid[]) with ordinality as k (id, n)
        cross join lateral (
          select * from log.events where command_id = k.id order by command_index limit $2
        ) e order by k.n, e.command_index`,
      values: [ids, ABOUT_ONE_THING_MAX],
    });
    const found = ids.map((): RecordedEvent[] => []);
    for (const [n, ...event] of rows) found[n - 1]!.push(this.event(event));
    found.forEach((events, i) => refuseRunaway(events.length, ids[i]!));
    return found;
  }

  private async streamPages(pages: readonly ShortPage[]): Promise<StreamPage[]> {
    const columns = [pages.map((p) => p.stream), pages.map((p) => p.first), pages.map((p) => p.count)];
    const statement = { name: 'log-stream-pages', text: STREAM_PAGES, values: columns };
    const found = pages.map((): StreamPage => ({ events: [], head: 'no-stream' }));
    for (const row of await this.rows<StreamPageRow>(statement)) {
      const head = row[1] === null ? 'no-stream' : revisionOf(row[1]);
      found[Number(row[0]) - 1] = { events: eventsOfPage(this.history, row), head };
    }
    return found;
  }

  private async rows<Row extends unknown[]>(statement: Omit<QueryArrayConfig, 'rowMode'>): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, rowMode: 'array' })).rows;
  }

  private event([position, stream, revision, id, type, data, metadata, recordedAt]: EventRow): RecordedEvent {
    return {
      stream,
      revision,
      position: this.history.positionOf(BigInt(position)),
      id,
      type,
      data,
      metadata,
      recordedAt: new Date(recordedAt),
    };
  }
}

/** The epochs of a log, in order: what its positions mean. */
export async function readEpochs(pool: Pool): Promise<readonly LogEpoch[]> {
  const { rows } = await pool.query<{ store: string; epoch: bigint; tag: string; after: bigint }>(
    `select h.store_id as store, e.epoch, e.tag, e.began_after as after
     from log.head h join log.epochs e on e.epoch <= h.epoch order by e.epoch`,
  );
  return rows.map(({ store, epoch, tag, after }) =>
    epoch === 1n
      ? { identity: store, beganAfter: -1n }
      : { identity: `${store}e${epoch.toString().padStart(4, '0')}${tag}`, beganAfter: after },
  );
}

function refuseRunaway(events: number, what: string): void {
  if (events === ABOUT_ONE_THING_MAX) throw new Error(`more than ${events} events about ${what}`);
}

/** One text for each direction: a plan for "either way" could not use the index. */
function streamStatement(stream: string, page: StreamPageRequest): Omit<QueryArrayConfig, 'rowMode'> {
  const backward = page.direction === 'backward';
  const [compare, order] = backward ? ['<=', 'desc'] : ['>=', 'asc'];
  const from = page.fromRevision ?? (backward ? 9_223_372_036_854_775_807n : 0n);
  return {
    name: `log-stream-${order}`,
    text: `select s.revision, ${EVENT} from log.streams s left join lateral (
        select * from log.events where stream = s.stream and revision ${compare} $2 order by revision ${order} limit $3
      ) e on true where s.stream = $1 order by e.revision ${order}`,
    values: [stream, from, page.countMax],
  };
}

function revisionOf(revision: bigint): ExpectedRevision {
  return revision === -1n ? 'no-stream' : revision;
}
