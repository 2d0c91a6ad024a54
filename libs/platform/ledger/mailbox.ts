import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { AppendOutcome, EventStore, NewEvent } from '@ledgerline/platform/eventstore';
import { Draft, DraftedDecision } from './draft';
import { LedgerBounds } from './ledger-bounds';
import { LedgerObserver } from './ledger-observer';
import { LedgerFault, LedgerResult } from './ledger-result';
import { replay } from './replay';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { catchUp, emptyHead, StreamHead } from './stream-head';

export interface MailboxOptions<State, Event extends DomainEvent, Context> {
  readonly store: EventStore;
  readonly definition: StreamDefinition<State, Event, Context>;
  readonly stream: string;
  readonly bounds: LedgerBounds;
  readonly observer: LedgerObserver;
  readonly head: StreamHead<State> | undefined;
}

interface Waiting<State, Event extends DomainEvent, Context> {
  /** Absent: only what time has caused by `receivedAt` is to be recorded. */
  readonly command?: LedgerCommand<State, Event, Context>;
  readonly receivedAt: Timestamp;
  readonly resolve: (result: LedgerResult<State, Event> | undefined) => void;
  readonly reject: (fault: unknown) => void;
  attempts: number;
}

interface Decided<State, Event extends DomainEvent, Context> {
  readonly waiting: Waiting<State, Event, Context>;
  readonly decision?: DraftedDecision<Event>;
}

/**
 * The queue in front of one stream. Commands that arrive while an append is in flight are decided together and
 * appended together at one exact revision. Nothing is answered before its append is, refusals included.
 */
export class Mailbox<State, Event extends DomainEvent, Context> {
  head: StreamHead<State> | undefined;
  private readonly queue: Waiting<State, Event, Context>[] = [];
  private readonly inFlight = new Map<
    string,
    { hash: string; result: Promise<LedgerResult<State, Event>> }
  >();
  private draining: Promise<void> | undefined;
  /** Set while the fate of an append is unknown: nothing may be decided on a state that may be out of date. */
  private unknownSince: string | undefined;

  constructor(private readonly options: MailboxOptions<State, Event, Context>) {
    this.head = options.head;
  }

  get idle(): boolean {
    return this.draining === undefined;
  }

  get depth(): number {
    return this.queue.length;
  }

  submit(command: LedgerCommand<State, Event, Context>): Promise<LedgerResult<State, Event>> {
    const twin = this.inFlight.get(command.commandId);
    if (twin) return twin.hash === command.commandHash ? repeated(twin.result) : keyReused();
    const result = this.enqueue(command, command.receivedAt) as Promise<LedgerResult<State, Event>>;
    this.inFlight.set(command.commandId, { hash: command.commandHash, result });
    const forget = () => this.inFlight.delete(command.commandId);
    result.then(forget, forget);
    return result;
  }

  async settle(now: Timestamp): Promise<void> {
    await this.enqueue(undefined, now);
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
    while (this.queue.length > 0) {
      const taken: Decided<State, Event, Context>[] = [];
      try {
        await this.round(taken);
      } catch (cause) {
        this.head = undefined;
        const stranded = taken.length > 0 ? taken.map(({ waiting }) => waiting) : this.queue.splice(0);
        for (const waiting of stranded) waiting.reject(unreadable(cause));
      }
    }
    // In the same turn as the last look at the queue: whoever enqueues next starts a new drain.
    this.draining = undefined;
  }

  /** Decides as many queued commands as fit, appends them at one revision, and answers what became of them. */
  private async round(taken: Decided<State, Event, Context>[]): Promise<void> {
    const { store, definition, stream } = this.options;
    this.head ??= (await catchUp(store, definition, stream, emptyHead(definition))).head;
    const head = this.head;
    const pendingPolicy = definition.contextFor(head.state);
    const policy = pendingPolicy instanceof Promise ? await pendingPolicy : pendingPolicy;
    const draft = new Draft(definition, stream, head, policy);
    await this.fill(draft, taken);
    if (draft.appended.length === 0) return this.answerUnrecorded(head, taken);
    const startedAt = performance.now();
    const answer = await this.appendUntilKnown(head, draft.appended, taken);
    this.options.observer.appended({
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
    const history = new Map<string, readonly Event[]>();
    while (this.queue.length > 0 && taken.length < commandsPerAppendMax && draft.bytes < bytesPerAppendMax) {
      const waiting = this.queue[0]!;
      const missing = this.missingSubjects(waiting, draft, history);
      if (missing.length > 0) {
        // What the draft itself says of a subject is not in the log yet: close the batch and look afterwards.
        if (taken.length > 0) return;
        await this.loadHistory(missing, history);
      }
      const decided = this.decideOne(draft, waiting, history);
      if (decided === 'settle-first') return;
      this.queue.shift();
      if (decided) taken.push(decided);
    }
  }

  private missingSubjects(
    { command }: Waiting<State, Event, Context>,
    draft: Draft<State, Event, Context>,
    history: ReadonlyMap<string, readonly Event[]>,
  ): readonly string[] {
    const subjects = command?.subjects?.(draft.current) ?? [];
    return subjects.filter((subject) => !history.has(subject));
  }

  private async loadHistory(
    subjects: readonly string[],
    history: Map<string, readonly Event[]>,
  ): Promise<void> {
    const { store, stream, definition } = this.options;
    for (const subject of subjects) {
      const recorded = await store.readSubject(stream, subject);
      history.set(
        subject,
        recorded.map((event) => definition.events.decode(event.type, event.data)),
      );
    }
  }

  /** One bad command fails alone: the draft is unchanged by a decide that throws. */
  private decideOne(
    draft: Draft<State, Event, Context>,
    waiting: Waiting<State, Event, Context>,
    history: Map<string, readonly Event[]>,
  ): Decided<State, Event, Context> | 'settle-first' | undefined {
    try {
      if (!waiting.command)
        return draft.settle(waiting.receivedAt, 'sweep').settled ? { waiting } : 'settle-first';
      const decision = draft.decide(waiting.command, history);
      if (!decision) return 'settle-first';
      // What was loaded of a subject is out of date once the draft says something of it.
      for (const event of decision.events) history.delete(this.options.definition.subjectOf(event) ?? '');
      return { waiting, decision };
    } catch (cause) {
      waiting.reject(cause instanceof LedgerFault ? cause : halted(this.options.stream, cause as Error));
      return undefined;
    }
  }

  /** Nothing to append, yet the cached state may be stale: look at the log before anything is refused from it. */
  private async answerUnrecorded(
    head: StreamHead<State>,
    taken: readonly Decided<State, Event, Context>[],
  ): Promise<void> {
    const { store, definition, stream } = this.options;
    const seen = await catchUp(store, definition, stream, head);
    this.head = seen.head;
    if (seen.head.revision !== head.revision) return this.tryAgain(taken, seen.commandIds);
    for (const { waiting, decision } of taken) {
      if (!decision) waiting.resolve(undefined);
      else waiting.resolve(this.resultOf(decision, head.position));
    }
  }

  private async conclude(
    answer: Exclude<AppendOutcome, { outcome: 'unknown' }>,
    draft: Draft<State, Event, Context>,
    taken: readonly Decided<State, Event, Context>[],
  ): Promise<void> {
    const { store, definition, stream } = this.options;
    switch (answer.outcome) {
      case 'ok':
        this.head = draft.headAfter(answer.position);
        for (const { waiting, decision } of taken) {
          const last = decision && decision.first + decision.events.length - 1;
          const position = last === undefined ? undefined : (answer.positions[last] ?? answer.position);
          waiting.resolve(decision && this.resultOf(decision, position));
        }
        return;
      case 'conflict': {
        const seen = await catchUp(store, definition, stream, this.head!);
        this.head = seen.head;
        return this.tryAgain(taken, seen.commandIds);
      }
      case 'duplicate':
        return this.tryAgain(taken, new Set(answer.commandIds));
      case 'not-executed':
        for (const { waiting } of taken) waiting.reject(notExecuted(answer.reason));
    }
  }

  /** Commands that the log holds already are answered from it; the others are decided anew, in their old order. */
  private async tryAgain(
    taken: readonly Decided<State, Event, Context>[],
    recorded: ReadonlySet<string>,
  ): Promise<void> {
    const again: Waiting<State, Event, Context>[] = [];
    const known: Waiting<State, Event, Context>[] = [];
    for (const { waiting } of taken) {
      if (waiting.command && recorded.has(waiting.command.commandId)) known.push(waiting);
      else if (++waiting.attempts >= this.options.bounds.attemptsMax) waiting.reject(overloaded());
      else again.push(waiting);
    }
    this.queue.unshift(...again);
    await Promise.all(known.map((waiting) => this.answerFromLog(waiting)));
  }

  private async answerFromLog(waiting: Waiting<State, Event, Context>): Promise<void> {
    const { store, definition, observer } = this.options;
    try {
      const result = await replay({ store, definition, command: waiting.command!, head: this.head! });
      observer.replayed();
      waiting.resolve(result);
    } catch (fault) {
      waiting.reject(fault);
    }
  }

  /** Resends the identical bytes until the log has said yes or no; meanwhile nothing else is decided here. */
  private async appendUntilKnown(
    head: StreamHead<State>,
    events: readonly NewEvent[],
    taken: readonly Decided<State, Event, Context>[],
  ): Promise<Exclude<AppendOutcome, { outcome: 'unknown' }>> {
    const { store, stream, bounds } = this.options;
    let answer = await store.append(stream, head.revision, events);
    for (let attempt = 1; answer.outcome === 'unknown'; attempt++) {
      this.unknownSince ??= answer.reason;
      if (attempt === bounds.resendsBeforeAnswering) this.giveUpWaiting(taken, answer.reason);
      await pause(Math.min(bounds.resendDelayMs * 2 ** Math.min(attempt, 10), bounds.resendDelayMsMax));
      const again = await store.append(stream, head.revision, events);
      // Not executed now says nothing about the first time.
      answer = again.outcome === 'not-executed' ? { outcome: 'unknown', reason: again.reason } : again;
    }
    this.unknownSince = undefined;
    return answer;
  }

  private giveUpWaiting(taken: readonly Decided<State, Event, Context>[], reason: string): void {
    const fault = new LedgerFault('outcome-unknown', `the log did not answer (${reason})`);
    for (const { waiting } of taken) waiting.reject(fault);
    for (const waiting of this.queue.splice(0)) waiting.reject(closed(reason));
  }

  private resultOf(
    decision: DraftedDecision<Event>,
    position: StreamHead<State>['position'],
  ): LedgerResult<State, Event> {
    const { outcome, events, refusal, decidedAt } = decision;
    const { state, position: reflects, at } = this.head!;
    const current = { state, position: reflects, at };
    return { outcome, events, refusal, position, decidedAt, replayed: false, current };
  }
}

async function repeated<State, Event extends DomainEvent>(
  original: Promise<LedgerResult<State, Event>>,
): Promise<LedgerResult<State, Event>> {
  return { ...(await original), replayed: true };
}

function keyReused(): Promise<never> {
  return Promise.reject(
    new LedgerFault(
      'idempotency-key-reused',
      'this idempotency key was used with another body; mint a new one',
    ),
  );
}

function overloaded(): LedgerFault {
  return new LedgerFault('overloaded', 'too many commands are waiting for this stream; nothing was executed');
}

function notExecuted(reason: string): LedgerFault {
  const code = reason === 'overloaded' ? 'overloaded' : 'log-unavailable';
  return new LedgerFault(code, `the log did not execute it (${reason}); trying again is safe`);
}

/** Only reading can throw, and only before an append or after one that was not executed. */
function unreadable(cause: unknown): LedgerFault {
  if (cause instanceof LedgerFault) return cause;
  const message = `the log cannot be read (${(cause as Error).message}); nothing was executed`;
  return new LedgerFault('log-unavailable', message, { cause });
}

function closed(reason: string): LedgerFault {
  return new LedgerFault(
    'outcome-unknown',
    `an earlier append to this stream has no known outcome (${reason})`,
  );
}

function halted(stream: string, cause: Error): LedgerFault {
  return new LedgerFault('stream-halted', `${stream} cannot take this command: ${cause.message}`, { cause });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
