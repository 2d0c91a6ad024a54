import { setImmediate as nextTurn } from 'node:timers/promises';
import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { EventStore, Position } from '@ledgerline/platform/eventstore';
import { appendUntilKnown, KnownOutcome } from './append-until-known';
import { answerFromLog, answerUnwritten, Decided, resultOf, Waiting } from './answers';
import { Draft } from './draft';
import { closed, halted, notExecuted, overloaded, unanswered, unreadable } from './faults';
import { InFlight } from './in-flight';
import { LedgerBounds } from './ledger-bounds';
import { LedgerObserver } from './ledger-observer';
import { LedgerFault, LedgerResult } from './ledger-result';
import { loadCold } from './load-cold';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { catchUp, StreamHead } from './stream-head';
import { StreamSnapshots } from './stream-snapshots';
import { SubjectHistory } from './subject-history';
import { idsOf } from './together';

export interface MailboxOptions<State, Event extends DomainEvent, Context> {
  readonly store: EventStore;
  readonly snapshots: StreamSnapshots;
  readonly definition: StreamDefinition<State, Event, Context>;
  readonly stream: string;
  readonly bounds: LedgerBounds;
  readonly observer: LedgerObserver;
  readonly head: StreamHead<State> | undefined;
}

/**
 * The queue in front of one stream. Commands that arrive while an append is in flight are decided together
 * and appended together at one exact revision. Nothing is answered before its append is, refusals included.
 */
export class Mailbox<State, Event extends DomainEvent, Context> {
  head: StreamHead<State> | undefined;
  private readonly queue: Waiting<State, Event, Context>[] = [];
  private readonly inFlight = new InFlight<State, Event>();
  private draining: Promise<void> | undefined;
  /** Set while the fate of an append is unknown: nothing is decided on what may be out of date. */
  private unknownSince: string | undefined;

  constructor(private readonly options: MailboxOptions<State, Event, Context>) {
    this.head = options.head;
  }

  get idle(): boolean {
    return this.draining === undefined;
  }

  submit(command: LedgerCommand<State, Event, Context>): Promise<LedgerResult<State, Event>> {
    const submit = () => this.enqueue(command, command.receivedAt) as Promise<LedgerResult<State, Event>>;
    return this.inFlight.answer(command, submit);
  }

  async settle(now: Timestamp): Promise<Position | undefined> {
    await this.enqueue(undefined, now);
    return this.head?.position;
  }

  /** Resolves when every queued command is answered. */
  async drained(): Promise<void> {
    await this.draining;
  }

  private enqueue(
    command: LedgerCommand<State, Event, Context> | undefined,
    receivedAt: Timestamp,
  ): Promise<LedgerResult<State, Event> | undefined> {
    if (this.unknownSince) return Promise.reject(closed(this.unknownSince));
    if (this.queue.length >= this.options.bounds.queuedPerStreamMax) return Promise.reject(overloaded());
    return new Promise((resolve, reject) => {
      this.queue.push({ command, receivedAt, resolve, reject, attempts: 0 });
      this.draining ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    // Those who were answered together ask again together: one append takes them all.
    await nextTurn();
    while (this.queue.length > 0) {
      const taken: Decided<State, Event, Context>[] = [];
      try {
        await this.round(taken);
      } catch (cause) {
        this.head = undefined;
        this.unknownSince = undefined;
        this.rejectStranded(taken, unreadable(cause));
      }
    }
    // In the same turn as the last look at the queue: whoever enqueues next starts a new drain.
    this.draining = undefined;
  }

  /** Decides as many queued commands as fit, appends them at one revision, and answers them. */
  private async round(taken: Decided<State, Event, Context>[]): Promise<void> {
    const { store, definition, stream, bounds, observer } = this.options;
    this.head ??= await loadCold(this.options);
    const head = this.head;
    const pendingPolicy = definition.contextFor(head.state);
    const policy = pendingPolicy instanceof Promise ? await pendingPolicy : pendingPolicy;
    const draft = new Draft(definition, stream, head, policy);
    await this.fill(draft, taken);
    if (draft.appended.length === 0) return this.answerUnrecorded(head, taken);
    const startedAt = performance.now();
    const append = { stream, expected: head.revision, events: draft.appended };
    const onUnknown = (reason: string, attempt: number) => this.closeUntilKnown(taken, reason, attempt);
    const answer = await appendUntilKnown(store, append, { bounds, onUnknown });
    this.unknownSince = undefined;
    observer.appended({
      outcome: answer.outcome,
      events: draft.appended.length,
      commands: taken.length,
      milliseconds: performance.now() - startedAt,
    });
    await this.conclude(answer, draft, taken);
  }

  private async fill(
    draft: Draft<State, Event, Context>,
    taken: Decided<State, Event, Context>[],
  ): Promise<void> {
    const { commandsPerAppendMax, bytesPerAppendMax } = this.options.bounds;
    const history = new SubjectHistory({ ...this.options, revision: this.head!.revision });
    let expected = 0;
    while (this.queue.length > 0 && taken.length < commandsPerAppendMax && draft.bytes < bytesPerAppendMax) {
      if (expected === 0) expected = history.expect(this.queue.slice(0, commandsPerAppendMax), draft.current);
      expected -= 1;
      const decided = await this.decideOne(draft, this.queue[0]!, history);
      if (!decided) return;
      this.queue.shift();
      taken.push(decided);
    }
  }

  /**
   * Time first, then the history the decision asks for, then the decision; undefined when the append is full.
   * One bad command fails alone: the draft is unchanged by a decide that throws.
   */
  private async decideOne(
    draft: Draft<State, Event, Context>,
    waiting: Waiting<State, Event, Context>,
    history: SubjectHistory<State, Event, Context>,
  ): Promise<Decided<State, Event, Context> | undefined> {
    const { command, receivedAt } = waiting;
    try {
      if (!draft.settle(receivedAt, command ? 'decision' : 'sweep')) return undefined;
      if (!command) return { waiting };
      const subjects = command.subjects?.(draft.current) ?? [];
      const decision = draft.decide(command, subjects.length ? await history.of(subjects, draft) : new Map());
      return decision && { waiting, decision };
    } catch (cause) {
      return { waiting, fault: halted(this.options.stream, cause) };
    }
  }

  /**
   * Nothing to append, yet the cached state may be stale: look at the log before anything is refused from it.
   */
  private async answerUnrecorded(
    head: StreamHead<State>,
    taken: readonly Decided<State, Event, Context>[],
  ): Promise<void> {
    const { store, definition, stream } = this.options;
    const seen = await catchUp(store, definition, stream, head);
    this.head = seen.head;
    if (seen.head.revision !== head.revision) return this.tryAgain(taken, seen.commandIds);
    return this.answerUnwritten(taken);
  }

  private async conclude(
    answer: KnownOutcome,
    draft: Draft<State, Event, Context>,
    taken: readonly Decided<State, Event, Context>[],
  ): Promise<void> {
    const { store, definition, stream, snapshots } = this.options;
    switch (answer.outcome) {
      case 'ok': {
        const before = this.head!.revision;
        this.head = draft.headAfter(answer.position);
        snapshots.appended(definition, stream, { before, head: this.head });
        const written = taken.filter(({ decision }) => decision && decision.events.length > 0);
        for (const { waiting, decision } of written) {
          const placeOf = (index: number) => answer.positions[index];
          waiting.resolve(resultOf(decision!, this.head, placeOf));
        }
        const unwritten = taken.filter((decided) => !written.includes(decided));
        return this.answerUnwritten(unwritten);
      }
      case 'conflict': {
        const seen = await catchUp(store, definition, stream, this.head!);
        this.head = seen.head;
        return this.tryAgain(taken, seen.commandIds);
      }
      case 'duplicate':
        return this.tryAgain(taken, new Set(answer.commandIds));
      case 'not-executed':
        this.rejectStranded(taken, notExecuted(answer.reason));
    }
  }

  /**
   * Commands that the log holds already are answered from it; the others are decided anew, in their old
   * order.
   */
  private async tryAgain(
    taken: readonly Decided<State, Event, Context>[],
    recorded: ReadonlySet<string>,
  ): Promise<void> {
    const again: Waiting<State, Event, Context>[] = [];
    const known: Waiting<State, Event, Context>[] = [];
    for (const { waiting } of taken) {
      const ids = waiting.command ? idsOf(waiting.command) : [];
      if (ids.some((id) => recorded.has(id))) known.push(waiting);
      else if (++waiting.attempts >= this.options.bounds.attemptsMax) waiting.reject(overloaded());
      else again.push(waiting);
    }
    this.queue.unshift(...again);
    const answering = { ...this.options, head: this.head! };
    await Promise.all(known.map((waiting) => answerFromLog(answering, waiting)));
  }

  private async answerUnwritten(decided: readonly Decided<State, Event, Context>[]): Promise<void> {
    const answering = { ...this.options, head: this.head! };
    for (const one of decided) await answerUnwritten(answering, one);
  }

  /**
   * Who has waited long enough hears so and asks again; whatever the log says then, nobody waits for it here.
   */
  private closeUntilKnown(taken: Decided<State, Event, Context>[], reason: string, attempt: number): void {
    this.unknownSince ??= reason;
    if (attempt !== this.options.bounds.resendsBeforeAnswering) return;
    for (const { waiting } of taken.splice(0)) waiting.reject(unanswered(reason));
    for (const waiting of this.queue.splice(0)) waiting.reject(closed(reason));
  }

  /** Whom a failed round leaves behind: those it took, or, where it got to none, everyone who waits. */
  private rejectStranded(taken: readonly Decided<State, Event, Context>[], fault: LedgerFault): void {
    const stranded = taken.length > 0 ? taken.map(({ waiting }) => waiting) : this.queue.splice(0);
    for (const waiting of stranded) waiting.reject(fault);
  }
}
