import { addSeconds, invariant, timestamp, Timestamp } from '@ledgerline/kernel';
import { historyOf, LogHistory, Position, RecordedEvent } from '@ledgerline/platform/eventstore';
import { failpoint } from '@ledgerline/platform/failpoints';
import { Decode, LogEntry } from '@ledgerline/platform/projections';
import { Blocked } from './blocked';
import { eachOf } from './each-of';
import { KnownReactions } from './known-reactions';
import { Outcome, performInput, Performing } from './perform-input';
import type { Reaction } from './reaction';
import { Concluded, EVERY_REACTION, ItemPlace, NewItem, ReactionItem } from './reaction-item';
import type { ReactionObserver } from './reaction-observer';
import type { Lead, ReactionStore } from './reaction-store';

export interface SessionOptions extends Omit<Performing, 'doesDeeds' | 'onFault'> {
  readonly items: ReactionStore;
  readonly reactions: readonly Reaction[];
  readonly decode: Decode;
  /** Wall time, in epoch milliseconds: when what waits is tried again. */
  readonly now: () => number;
  readonly observer: ReactionObserver;
}

/** So many keys are worked on at once, of what the log says and of what waited. */
const KEYS_AT_ONCE_MAX = 64;
const DUE_AT_ONCE_MAX = 32;
/** What waits is tried again after this long, and each time after twice as long, up to the bound. */
const WAIT_SECONDS_MIN = 1;
const WAIT_SECONDS_MAX = 600;
const REASON_LENGTH_MAX = 1_000;

interface Arrived {
  readonly reaction: Reaction;
  readonly place: ItemPlace;
  readonly recorded: RecordedEvent;
}

/**
 * The work of one lead: inputs as the log brings them, and items when they are due. Both may go on at the
 * same time: a key is in the hands of one of them.
 */
export class ReactionSession {
  private readonly blocked = new Blocked();
  private readonly history: LogHistory;
  private readonly byName: ReadonlyMap<string, Reaction>;
  private readonly inHand = new Set<string>();
  private position: Position | undefined;
  private known: KnownReactions;

  constructor(
    private readonly options: SessionOptions,
    private readonly lead: Lead,
  ) {
    this.history = historyOf(options.ledger.store);
    this.byName = new Map(options.reactions.map((reaction) => [reaction.name, reaction]));
    this.position = lead.position;
    this.known = new KnownReactions([], this.history);
    invariant(this.byName.size === options.reactions.length, 'every reaction has a name of its own');
  }

  async begin(): Promise<void> {
    const { items, observer } = this.options;
    for (const item of await items.blocked()) this.blocked.add(item);
    const known = await items.known();
    this.known = new KnownReactions(known, this.history);
    const lacking = known.map(({ reaction }) => reaction).filter((name) => !this.byName.has(name));
    observer.begins({ paused: [...this.known.paused], lacking });
  }

  /** Everything a piece of the log asks for; afterwards the place behind it is durable. */
  async react(entries: readonly LogEntry[]): Promise<void> {
    const { items, observer } = this.options;
    const to = entries.at(-1)!.position;
    const kept: NewItem[] = [];
    const byKey = new Map<string, Arrived[]>();
    for (const { recorded } of entries) {
      for (const arrived of recorded ? this.arrivals(recorded, kept) : []) {
        const id = Blocked.id(arrived.place);
        const before = byKey.get(id);
        if (before) before.push(arrived);
        else byKey.set(id, [arrived]);
      }
    }
    await eachOf([...byKey.values()], KEYS_AT_ONCE_MAX, (inputs) => this.inOrder(inputs, kept));
    const inOrder = kept.sort((a, b) => (a.sequence < b.sequence ? -1 : 1));
    for (const item of inOrder) this.blocked.add(item);
    await items.advance(this.lead, { from: this.position, to, items: inOrder });
    this.position = to;
    failpoint('reaction.checkpointed');
    observer.advanced({ position: to, events: entries.length });
  }

  /** Items whose turn it is by now, as many as there are hands; each is then to be given to {@link retry}. */
  async takeDue(): Promise<readonly ReactionItem[]> {
    const { items, now } = this.options;
    const countMax = DUE_AT_ONCE_MAX - this.inHand.size;
    const due = await items.due({ now: timestamp(now()), countMax, except: [...this.inHand] });
    for (const { id } of due) this.inHand.add(id);
    return due;
  }

  async retry(item: ReactionItem): Promise<void> {
    try {
      const concluded = await this.tried(item);
      await this.options.items.conclude(this.lead, item, concluded);
      if (concluded.kind === 'kept') return;
      this.blocked.remove(item);
      if (concluded.kind === 'became') for (const one of concluded.items) this.blocked.add(one);
    } finally {
      this.inHand.delete(item.id);
    }
  }

  private *arrivals(recorded: RecordedEvent, kept: NewItem[]): Iterable<Arrived> {
    const place = this.placeOf(recorded);
    let event;
    try {
      event = this.options.decode(recorded);
    } catch (error) {
      kept.push(this.halted(place, `the event cannot be decoded: ${(error as Error).message}`));
      return;
    }
    if (!event) return;
    for (const reaction of this.options.reactions) {
      if (!reaction.on[event.type] || this.known.isBefore(reaction.name, place.sequence)) continue;
      const own = { ...place, reaction: reaction.name, eventType: event.type };
      try {
        yield { reaction, place: { ...own, key: reaction.key?.(event) ?? place.stream }, recorded };
      } catch (error) {
        kept.push(this.halted(own, `its key cannot be said: ${(error as Error).message}`));
      }
    }
  }

  /** Inputs of one key, one after the other; behind the first that is not through the rest queues. */
  private async inOrder(inputs: readonly Arrived[], kept: NewItem[]): Promise<void> {
    for (const [index, input] of inputs.entries()) {
      const isPaused = this.known.paused.has(input.reaction.name);
      const before = kept.some((item) => Blocked.goesBefore(item, input.place));
      if (isPaused || before || this.blocked.holds(input.place)) {
        const reason = isPaused ? 'its reaction is paused' : undefined;
        for (const { place } of inputs.slice(index)) kept.push(this.behind(place, reason));
        return;
      }
      const { reaction, place, recorded } = input;
      const outcome = await this.perform({ reaction, recorded, attempts: 0, tries: {} }, false);
      if (outcome.kind === 'done') continue;
      kept.push({ ...place, ...this.keptAs(place, outcome, 0) });
    }
  }

  private async tried(item: ReactionItem): Promise<Concluded> {
    const { stream, revision, attempts, tries } = item;
    const { events } = await this.options.ledger.store.readStream(stream, {
      fromRevision: revision,
      countMax: 1,
    });
    const recorded = events[0];
    if (!recorded) return this.kept(item, { kind: 'halts', reason: 'the log does not hold it', tries });
    if (item.reaction === EVERY_REACTION) {
      const kept: NewItem[] = [];
      const became = [...this.arrivals(recorded, kept)].map(({ place }) => this.behind(place));
      const still = kept.find(({ reaction }) => reaction === EVERY_REACTION);
      if (still) return this.kept(item, { kind: 'halts', reason: still.reason, tries });
      return { kind: 'became', items: [...became, ...kept] };
    }
    const reaction = this.byName.get(item.reaction);
    if (!reaction) {
      return this.kept(item, { kind: 'halts', reason: 'this build has no such reaction', tries });
    }
    const outcome = await this.perform({ reaction, recorded, attempts, tries }, true);
    return outcome.kind === 'done' ? { kind: 'done' } : this.kept(item, outcome);
  }

  private async perform(
    {
      recorded,
      ...input
    }: Omit<Parameters<typeof performInput>[0], 'event' | 'eventId'> & {
      readonly recorded: RecordedEvent;
    },
    doesDeeds: boolean,
  ): Promise<Outcome> {
    const { observer, ledger, clockOf, signal, decode } = this.options;
    const { name } = input.reaction;
    const onFault = (error: unknown, retryInMs: number) =>
      observer.faultMet({ reaction: name, error, retryInMs });
    let event;
    try {
      event = decode(recorded)!;
    } catch (error) {
      return { kind: 'halts', reason: (error as Error).message, tries: input.tries };
    }
    const outcome = await performInput(
      { ...input, event, eventId: recorded.id },
      { ledger, clockOf, signal, doesDeeds, onFault },
    );
    if (outcome.kind !== 'deed') observer.handled({ reaction: name, outcome: outcome.kind });
    return outcome;
  }

  private kept(item: ReactionItem, outcome: Exclude<Outcome, { kind: 'done' }>): Concluded {
    return { kind: 'kept', ...this.keptAs(item, outcome, item.attempts) };
  }

  private keptAs(place: ItemPlace, outcome: Exclude<Outcome, { kind: 'done' }>, before: number) {
    const now = this.now();
    if (outcome.kind === 'deed') {
      const reason = 'it is done beside the log';
      return { state: 'waiting' as const, attempts: 0, tries: {}, dueAt: now, reason };
    }
    const attempts = before + 1;
    const { tries } = outcome;
    const reason = storable(outcome.reason);
    const dueAt = addSeconds(now, waitSeconds(attempts));
    const state = outcome.kind === 'halts' ? ('halted' as const) : ('waiting' as const);
    if (state === 'halted') this.options.observer.halted({ ...place, reason });
    return { state, attempts, tries, dueAt, reason };
  }

  private behind(place: ItemPlace, reason = 'it waits for an earlier one of its key'): NewItem {
    return { ...place, state: 'behind', attempts: 0, tries: {}, dueAt: this.now(), reason };
  }

  private halted(place: ItemPlace, reason: string): NewItem {
    return { ...place, ...this.keptAs(place, { kind: 'halts', reason, tries: {} }, 0) };
  }

  private placeOf({ stream, revision, position, type }: RecordedEvent): ItemPlace {
    const sequence = this.history.sequenceOf(position);
    return {
      ...{ reaction: EVERY_REACTION, key: stream, stream, revision, position, sequence },
      eventType: type,
    };
  }

  private now(): Timestamp {
    return timestamp(this.options.now());
  }
}

/** 1 s, 2 s, 4 s … ten minutes. */
function waitSeconds(attempts: number): number {
  return Math.min(WAIT_SECONDS_MIN * 2 ** (attempts - 1), WAIT_SECONDS_MAX);
}

/** Reasons come from anywhere: a provider's page of HTML, a byte that no database takes. */
function storable(reason: string): string {
  return reason.slice(0, REASON_LENGTH_MAX).replaceAll('\0', '');
}
