import { DomainEvent, timestamp } from '@ledgerline/kernel';
import type { RecordedEvent } from '@ledgerline/platform/eventstore';
import { failpoint } from '@ledgerline/platform/failpoints';
import {
  ClockOf,
  commandIdOf,
  Ledger,
  LedgerFault,
  LedgerFaultCode,
  LedgerResult,
  streamName,
} from '@ledgerline/platform/ledger';
import { pause, ProjectedEvent } from '@ledgerline/platform/projections';
import type { Deed, Reaction, ReactionCommand, Step } from './reaction';
import type { Tries } from './reaction-item';

/** One event as one reaction meets it. */
export interface Input {
  readonly reaction: Reaction;
  readonly event: ProjectedEvent;
  readonly eventId: RecordedEvent['id'];
  /** How often it was tried before. */
  readonly attempts: number;
  readonly tries: Tries;
}

export type Outcome =
  | { readonly kind: 'done' }
  /** A deed is to be done: that must not hold up what comes after it in the log. */
  | { readonly kind: 'deed' }
  | { readonly kind: 'waits' | 'halts'; readonly reason: string; readonly tries: Tries };

export interface Performing {
  readonly ledger: Ledger;
  readonly clockOf: ClockOf;
  /** Whether deeds are done, or only told of. */
  readonly doesDeeds: boolean;
  /** Hears of what is tried again without end. */
  readonly onFault: (fault: unknown, retryInMs: number) => void;
  readonly signal: AbortSignal;
}

/** A deed that has not ended by then has failed; it is done again later. */
export const DEED_MS_MAX = 30_000;
/** Steps that follow from steps: deeper than this is a circle. */
const DEPTH_MAX = 16;
const FAULT_MS_MIN = 50;
const FAULT_MS_MAX = 5_000;

/** Nothing was decided, or nobody knows: to be asked again, with the same id, until the log has spoken. */
const ASKED_AGAIN: ReadonlySet<LedgerFaultCode> = new Set([
  'overloaded',
  'outcome-unknown',
  'log-unavailable',
  'clock-skewed',
]);

/**
 * Does what a reaction asks for, step by step, and what follows from each. However often it is done for one
 * event, the log holds its commands once.
 * @throws when the signal aborts in the midst of it
 */
export async function performInput(input: Input, performing: Performing): Promise<Outcome> {
  const steps = mapped(() => input.reaction.on[input.event.type]?.(input.event) ?? []);
  if ('halt' in steps) return { kind: 'halts', reason: steps.halt, tries: input.tries };
  return performSteps(steps.steps, { ...performing, input, path: '' });
}

interface Place extends Performing {
  readonly input: Input;
  /** Where in the input's tree of steps: part of the ids. */
  readonly path: string;
}

async function performSteps(steps: readonly Step[], place: Place): Promise<Outcome> {
  for (const [index, step] of steps.entries()) {
    const path = `${place.path}${index}`;
    if (path.split('.').length > DEPTH_MAX) return halts(place, `${step.name} follows from itself`);
    const at = { ...place, path };
    const outcome = step.kind === 'deed' ? await performDeed(step, at) : await performCommand(step, at);
    if (outcome.kind !== 'done') return outcome;
  }
  return { kind: 'done' };
}

async function performDeed(deed: Deed, place: Place): Promise<Outcome> {
  if (!place.doesDeeds) return { kind: 'deed' };
  const { input, clockOf, signal } = place;
  const ended = AbortSignal.any([signal, AbortSignal.timeout(DEED_MS_MAX)]);
  try {
    const context = {
      now: timestamp(await clockOf(deed.owner ?? input.event.metadata.owner ?? idOf(input.event.stream))),
      attempt: input.attempts + 1,
      position: input.event.position,
      signal: ended,
    };
    const answer = await withinSignal(deed.perform(context), ended);
    if ('notYet' in answer) return waits(place, answer.notYet);
    return await performSteps(answer, { ...place, path: `${place.path}.done.` });
  } catch (error) {
    signal.throwIfAborted();
    return waits(place, `${deed.name}: ${(error as Error).message}`);
  }
}

async function performCommand(command: ReactionCommand, place: Place): Promise<Outcome> {
  const result = await decided(command, place);
  if ('halt' in result) return halts(place, result.halt);
  const { outcome, refusal, events } = result;
  if (outcome !== 'refused') {
    if (outcome === 'no-effect' || !command.recorded) return { kind: 'done' };
    return follow(() => command.recorded!(events), { ...place, path: `${place.path}.recorded.` });
  }
  const next = command.refused[refusal!.reason];
  if (!next) return halts(triedAnew(place), `${command.name} was refused: ${refusal!.reason}`);
  if (next.kind === 'ends') return { kind: 'done' };
  if (next.kind === 'waits') return waits(triedAnew(place), `${refusal!.reason}: ${next.because}`);
  return follow(() => next.steps(refusal!), { ...place, path: `${place.path}.refused.` });
}

async function follow(steps: () => readonly Step[], place: Place): Promise<Outcome> {
  const following = mapped(steps);
  return 'halt' in following ? halts(place, following.halt) : performSteps(following.steps, place);
}

/** What the command came to, however long that takes; `halt` where asking again would not help. */
async function decided(
  command: ReactionCommand,
  { input, path, ledger, clockOf, onFault, signal }: Place,
): Promise<LedgerResult<unknown, DomainEvent> | { readonly halt: string }> {
  const { family, streamId, owner = streamId } = command;
  for (let retryInMs = FAULT_MS_MIN; ; retryInMs = Math.min(2 * retryInMs, FAULT_MS_MAX)) {
    signal.throwIfAborted();
    try {
      const receivedAt = timestamp(await clockOf(owner));
      failpoint('reaction.before');
      const result = await ledger.execute(family.stream, {
        name: command.name,
        parameters: command.parameters,
        sealed: null,
        streamId,
        commandId: commandIdOf({
          principal: actorOf(input),
          stream: streamName(family.stream, streamId),
          key: [input.eventId, path, input.tries[path] ?? 0].join('/'),
        }),
        // A command that is repeated must hear what was recorded, also where it would read otherwise today.
        commandHash: 'reaction',
        receivedAt,
        origin: originOf(input, owner === streamId ? undefined : owner),
        ...(command.subjects && { subjects: command.subjects }),
        decide: command.decide,
      });
      failpoint('reaction.commanded');
      if (result.outcome === 'accepted') await family.afterwards?.();
      return result;
    } catch (fault) {
      if (!isAskedAgain(fault)) {
        if (fault instanceof LedgerFault && fault.code === 'shutting-down') throw fault;
        return { halt: `${command.name}: ${(fault as Error).message}` };
      }
      onFault(fault, retryInMs);
      await pause(retryInMs, signal);
    }
  }
}

/** What is no fault of the ledger came before it: the clock of a test, which is read from the log. */
function isAskedAgain(fault: unknown): boolean {
  return !(fault instanceof LedgerFault) || ASKED_AGAIN.has(fault.code);
}

function actorOf({ reaction }: Input): string {
  return `reaction:${reaction.name}`;
}

/** Whoever began it all is found by the request; the event that caused it by its id. */
function originOf(input: Input, owner: string | undefined): Readonly<Record<string, string>> {
  const { event, eventId } = input;
  return {
    actor: actorOf(input),
    role: 'system',
    requestId: event.metadata.requestId ?? eventId,
    causedBy: eventId,
    ...(owner !== undefined && { owner }),
  };
}

function mapped(steps: () => readonly Step[]): { steps: readonly Step[] } | { halt: string } {
  try {
    return { steps: steps() };
  } catch (error) {
    return { halt: `what it asks for cannot be said: ${(error as Error).message}` };
  }
}

/** Its refusal may stand in the log under its id: asked again it must be another command. */
function triedAnew(place: Place): Place {
  const { input, path } = place;
  return { ...place, input: { ...input, tries: { ...input.tries, [path]: (input.tries[path] ?? 0) + 1 } } };
}

function waits({ input }: Place, reason: string): Outcome {
  return { kind: 'waits', reason, tries: input.tries };
}

function halts({ input }: Place, reason: string): Outcome {
  return { kind: 'halts', reason, tries: input.tries };
}

function idOf(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1);
}

/** A deed that does not heed its signal is left behind. */
function withinSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
