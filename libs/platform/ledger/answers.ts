import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { EventStore } from '@ledgerline/platform/eventstore';
import { DraftedDecision } from './draft';
import { notHeld, unreadable } from './faults';
import { LedgerObserver } from './ledger-observer';
import { LedgerFault, LedgerResult } from './ledger-result';
import { replay } from './replay';
import { LedgerCommand, StreamDefinition } from './stream-definition';
import { StreamHead } from './stream-head';

/** One caller in front of a stream. */
export interface Waiting<State, Event extends DomainEvent, Context> {
  /** Absent: only what time has caused by `receivedAt` is to be recorded. */
  readonly command?: LedgerCommand<State, Event, Context>;
  readonly receivedAt: Timestamp;
  readonly resolve: (result: LedgerResult<State, Event> | undefined) => void;
  readonly reject: (fault: unknown) => void;
  attempts: number;
}

/** What deciding came to, in a draft that is not durable yet. */
export interface Decided<State, Event extends DomainEvent, Context> {
  readonly waiting: Waiting<State, Event, Context>;
  readonly decision?: DraftedDecision<Event>;
  /** What deciding threw. */
  readonly fault?: LedgerFault;
}

interface Answering<State, Event extends DomainEvent, Context> {
  readonly store: EventStore;
  readonly definition: StreamDefinition<State, Event, Context>;
  readonly observer: LedgerObserver;
  /** The stream as the log has confirmed it. */
  readonly head: StreamHead<State>;
}

/** @param placeOf where the n-th event of the append stands */
export function resultOf<State, Event extends DomainEvent>(
  decision: DraftedDecision<Event>,
  head: StreamHead<State>,
  placeOf: (index: number) => StreamHead<State>['position'],
): LedgerResult<State, Event> {
  const { outcome, events, refusal, decidedAt, refusedPart } = decision;
  const { state, position: reflects, at } = head;
  const current = { state, position: reflects, at };
  const position = placeOf(decision.first + events.length - 1);
  const parts = decision.parts?.map((part) => resultOf(part, head, placeOf));
  return { outcome, events, refusal, position, decidedAt, replayed: false, current, parts, refusedPart };
}

/**
 * What this decision has not written may still stand in the log: the same command, recorded long ago. Decided
 * again on today's state it can be refused unrecorded, or even be impossible.
 */
export async function answerUnwritten<State, Event extends DomainEvent, Context>(
  answering: Answering<State, Event, Context>,
  { waiting, decision, fault }: Decided<State, Event, Context>,
): Promise<void> {
  const { head } = answering;
  const answer = () => {
    if (fault) waiting.reject(fault);
    else waiting.resolve(decision && resultOf(decision, head, () => head.position));
  };
  if (!waiting.command || head.revision === 'no-stream') return answer();
  return answerFromLog(answering, waiting, answer);
}

/** The recorded facts of a command again; what is answered `otherwise` is the caller's to say. */
export async function answerFromLog<State, Event extends DomainEvent, Context>(
  { store, definition, observer, head }: Answering<State, Event, Context>,
  waiting: Waiting<State, Event, Context>,
  otherwise: () => void = () => waiting.reject(notHeld()),
): Promise<void> {
  try {
    const result = await replay({ store, definition, command: waiting.command!, head });
    if (!result) return otherwise();
    observer.replayed();
    waiting.resolve(result);
  } catch (cause) {
    waiting.reject(unreadable(cause));
  }
}

/** The answer of a command that was in flight when it was asked for again. */
export async function repeated<State, Event extends DomainEvent>(
  original: Promise<LedgerResult<State, Event>>,
): Promise<LedgerResult<State, Event>> {
  return { ...(await original), replayed: true };
}
