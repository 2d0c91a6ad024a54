import { LRUCache } from 'lru-cache';
import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { ClockGuard } from './clock-guard';
import { unreadable } from './faults';
import { DEFAULT_LEDGER_BOUNDS, LedgerBounds } from './ledger-bounds';
import { LedgerObserver, SILENT_OBSERVER } from './ledger-observer';
import { LedgerFault, LedgerResult } from './ledger-result';
import { loadCold } from './load-cold';
import { Mailbox } from './mailbox';
import { NO_SNAPSHOTS, SnapshotStore } from './snapshot-store';
import { LedgerCommand, StreamDefinition, streamName } from './stream-definition';
import { catchUp, StreamHead } from './stream-head';
import { StreamSnapshots } from './stream-snapshots';

export interface LedgerOptions {
  readonly store: EventStore;
  /** Where states of long streams are kept; default nowhere. */
  readonly snapshots?: SnapshotStore;
  readonly bounds?: Partial<LedgerBounds>;
  readonly observer?: LedgerObserver;
  /** The instance's clock, in epoch milliseconds; compared with the log's. */
  readonly now: () => number;
}

/* eslint-disable @typescript-eslint/no-explicit-any -- one ledger serves streams of many kinds */
type AnyMailbox = Mailbox<any, any, any>;
type AnyHead = StreamHead<any>;
/* eslint-enable */

/**
 * The only way anything is ever decided: one mailbox per stream, one append per decision, one exact revision.
 */
export class Ledger {
  readonly store: EventStore;
  readonly clock: ClockGuard;
  private readonly snapshots: StreamSnapshots;
  private readonly bounds: LedgerBounds;
  private readonly observer: LedgerObserver;
  /** Mailboxes with work; an idle one leaves only its head behind, in the cache. */
  private readonly mailboxes = new Map<string, AnyMailbox>();
  private readonly retiring = new Set<AnyMailbox>();
  private readonly heads: LRUCache<string, AnyHead>;
  private queued = 0;
  private closing = false;

  constructor(options: LedgerOptions) {
    this.store = options.store;
    this.snapshots = new StreamSnapshots(options.store, options.snapshots ?? NO_SNAPSHOTS);
    this.bounds = { ...DEFAULT_LEDGER_BOUNDS, ...options.bounds };
    this.observer = options.observer ?? SILENT_OBSERVER;
    this.heads = new LRUCache({ max: this.bounds.cachedStreamsMax });
    this.clock = new ClockGuard(options.store, options.now, this.bounds.clockSkewMsMax);
  }

  /**
   * Decides a command and makes it durable.
   * @throws LedgerFault when nothing was decided, or when nobody knows yet (`outcome-unknown`)
   */
  async execute<State, Event extends DomainEvent, Context>(
    definition: StreamDefinition<State, Event, Context>,
    command: LedgerCommand<State, Event, Context>,
  ): Promise<LedgerResult<State, Event>> {
    this.admit();
    return this.withMailbox(definition, command.streamId, (mailbox) => mailbox.submit(command));
  }

  /**
   * Records what time alone has caused in a stream by `now`; does nothing when nothing is due.
   * @returns the place of the stream's last event then: a read model that has come there shows the outcome
   */
  async settle<State, Event extends DomainEvent, Context>(
    definition: StreamDefinition<State, Event, Context>,
    streamId: string,
    now: Timestamp,
  ): Promise<Position | undefined> {
    this.admit();
    return this.withMailbox(definition, streamId, (mailbox) => mailbox.settle(now));
  }

  /**
   * The decision side's own view of a stream, up to date with the log at the time of asking.
   * @throws LedgerFault `log-unavailable` when the log cannot be read, `stream-halted` when its events cannot
   */
  async read<State, Event extends DomainEvent, Context>(
    definition: StreamDefinition<State, Event, Context>,
    streamId: string,
  ): Promise<StreamHead<State>> {
    const stream = streamName(definition, streamId);
    const { store, snapshots } = this;
    const cached = this.headOf<State>(stream);
    const head = await (
      cached
        ? catchUp(store, definition, stream, cached).then((caughtUp) => caughtUp.head)
        : loadCold({ store, snapshots, definition, stream })
    ).catch((cause: unknown) => {
      throw unreadable(cause);
    });
    if (head.revision !== 'no-stream' && !this.mailboxes.has(stream)) this.heads.set(stream, head);
    return head;
  }

  get queueDepth(): number {
    return this.queued;
  }

  /**
   * Answers what was accepted, refuses what comes now. Where the log does not say what became of an append,
   * its callers have heard `outcome-unknown` long before this gives up: they ask another instance with the
   * same key, and the log answers.
   * @returns whether everything was answered within the bound
   */
  async close(): Promise<boolean> {
    this.closing = true;
    this.clock.stop();
    const drained = Promise.all([...this.mailboxes.values()].map((mailbox) => mailbox.drained()));
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), this.bounds.closeMsMax);
    });
    return Promise.race([drained.then(() => true), late]).finally(() => clearTimeout(timer));
  }

  private admit(): void {
    if (this.closing) throw new LedgerFault('shutting-down', 'this instance is going down; ask another');
    if (this.queued >= this.bounds.queuedMax) {
      throw new LedgerFault('overloaded', 'too many commands are waiting; nothing was executed');
    }
    this.clock.assertTrustworthy();
  }

  private async withMailbox<State, Event extends DomainEvent, Context, Answer>(
    definition: StreamDefinition<State, Event, Context>,
    streamId: string,
    use: (mailbox: Mailbox<State, Event, Context>) => Promise<Answer>,
  ): Promise<Answer> {
    const stream = streamName(definition, streamId);
    const mailbox = this.mailboxOf(definition, stream);
    this.queued++;
    try {
      return await use(mailbox);
    } finally {
      this.queued--;
      this.retireWhenDrained(stream, mailbox);
    }
  }

  private mailboxOf<State, Event extends DomainEvent, Context>(
    definition: StreamDefinition<State, Event, Context>,
    stream: string,
  ): Mailbox<State, Event, Context> {
    const busy = this.mailboxes.get(stream) as Mailbox<State, Event, Context> | undefined;
    if (busy) return busy;
    const { store, snapshots, bounds, observer } = this;
    const head = this.headOf<State>(stream);
    const mailbox = new Mailbox({ store, snapshots, definition, stream, bounds, observer, head });
    this.mailboxes.set(stream, mailbox);
    return mailbox;
  }

  private headOf<State>(stream: string): StreamHead<State> | undefined {
    const busy = this.mailboxes.get(stream) as { head: StreamHead<State> | undefined } | undefined;
    return busy ? busy.head : (this.heads.get(stream) as StreamHead<State> | undefined);
  }

  /** Many commands end together: the first of them looks for all. */
  private retireWhenDrained(stream: string, mailbox: AnyMailbox): void {
    if (this.retiring.has(mailbox)) return;
    this.retiring.add(mailbox);
    void mailbox.drained().then(() => {
      this.retiring.delete(mailbox);
      this.retire(stream, mailbox);
    });
  }

  /** A missing stream is never cached: another instance may create it at any time. */
  private retire(stream: string, mailbox: AnyMailbox): void {
    if (!mailbox.idle || this.mailboxes.get(stream) !== mailbox) return;
    this.mailboxes.delete(stream);
    if (mailbox.head && mailbox.head.revision !== 'no-stream') this.heads.set(stream, mailbox.head);
    else this.heads.delete(stream);
  }
}
