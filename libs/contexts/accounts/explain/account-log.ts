import { Timestamp } from '@ledgerline/kernel';
import { EventStore, Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { subjectKey } from '@ledgerline/platform/ledger';
import { accountEvents } from '../domain/account-event-registry';
import { AccountEvent } from '../domain/account-events';
import { generationSubject, refusalSubject } from '../domain/subjects';

/** One event of an account with its place in the log. */
export interface Seen {
  readonly event: AccountEvent;
  readonly position: Position;
  readonly revision: bigint;
  /** When it was decided. */
  readonly at: Timestamp;
  /** Null: time caused it. */
  readonly command: string | null;
  readonly commandId: string | null;
  readonly actor: string | null;
}

/** Where an account's stream ended when it was looked at. */
export interface StreamEnd {
  readonly revision: bigint;
  readonly position: Position;
}

export type LogReads = Pick<EventStore, 'readStream' | 'readSubject' | 'readCommand'>;

const PAGE_EVENTS = 500;
/** A look back over more would make one question cost what a thousand commands do. */
export const EVENTS_LOOKED_BACK_MAX = 20_000;
/** The newest refusals of one generation; a caller may have asked for it a thousand times. */
const REFUSALS_TOLD_MAX = 50;
const COMMAND_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An account's own events, straight from the log and in bounded portions. */
export class AccountLog {
  private readonly stream: string;

  constructor(
    private readonly store: LogReads,
    readonly accountId: string,
  ) {
    this.stream = `account-${accountId}`;
  }

  /** Undefined: there is no such stream. */
  async end(): Promise<StreamEnd | undefined> {
    const { events } = await this.store.readStream(this.stream, { direction: 'backward', countMax: 1 });
    return events[0] && { revision: events[0].revision, position: events[0].position };
  }

  /** Everything a generation came to and was refused, in order, up to a revision. */
  async aboutGeneration(generationId: string, upTo: bigint): Promise<readonly Seen[]> {
    const subjects = [generationSubject(generationId), refusalSubject(generationId)];
    const read = subjects.map((subject) => this.store.readSubject(this.stream, subjectKey(subject), upTo));
    const [came, refused] = await Promise.all(read);
    return [...came!, ...refused!.slice(-REFUSALS_TOLD_MAX)]
      .filter(({ revision }) => revision <= upTo)
      .sort((a, b) => (a.revision < b.revision ? -1 : 1))
      .map(seen);
  }

  /** What a command recorded; empty for what is no command's id, and for one of another stream. */
  async ofCommand(commandId: string): Promise<readonly Seen[]> {
    if (!COMMAND_ID.test(commandId)) return [];
    const recorded = await this.store.readCommand(this.stream, commandId);
    return recorded.filter(({ stream }) => stream === this.stream).map(seen);
  }

  async beginning(countMax: number): Promise<readonly Seen[]> {
    return (await this.store.readStream(this.stream, { fromRevision: 0n, countMax })).events.map(seen);
  }

  /**
   * Events from a revision backward, until the visitor has enough. Answers how far it came: whoever found
   * nothing says whether there is nothing, or how much was looked at.
   */
  async backward(from: bigint, visit: (event: Seen) => 'go-on' | 'enough'): Promise<LookedBack> {
    let looked = 0;
    for (let at = from; at >= 0n; at -= BigInt(PAGE_EVENTS)) {
      const page = { direction: 'backward', fromRevision: at, countMax: PAGE_EVENTS } as const;
      const { events } = await this.store.readStream(this.stream, page);
      for (const event of events) {
        looked += 1;
        if (visit(seen(event)) === 'enough') return { events: looked, ended: 'enough' };
        if (looked >= EVENTS_LOOKED_BACK_MAX) return { events: looked, ended: 'bound' };
      }
    }
    return { events: looked, ended: 'beginning' };
  }
}

export interface LookedBack {
  readonly events: number;
  readonly ended: 'enough' | 'beginning' | 'bound';
}

function seen({ type, data, metadata, position, revision }: RecordedEvent): Seen {
  const { at, command, commandId, actor } = JSON.parse(metadata) as Record<string, string | undefined>;
  return {
    event: accountEvents.decode(type, data),
    position,
    revision,
    at: at!,
    command: command ?? null,
    commandId: commandId ?? null,
    actor: actor ?? null,
  };
}
