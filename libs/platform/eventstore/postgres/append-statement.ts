import { QueryArrayConfig } from 'pg';
import { AppendOutcome, ExpectedRevision, LogHistory, NewEvent } from '../port';
import { PendingAppend } from './append-queue';

/** U+001F occurs neither in JSON text nor in our names (see check-append). */
const SEPARATOR = '\u001f';

/**
 * One call of `log.append` for a whole batch; prepared once per connection. The log refuses it in an
 * epoch other than `identity` names.
 */
export function appendStatement(identity: string, batch: readonly PendingAppend[]): QueryArrayConfig {
  const events = batch.flatMap((append) => append.events);
  const values = [
    batch.map(({ stream }) => stream),
    batch.map(({ expected }) => (expected === 'no-stream' ? '-1' : String(expected))),
    batch.map((append) => append.events.length),
    events.map(({ id }) => id),
    events.map(({ type }) => type),
    events.map(({ data }) => data),
    events.map(({ metadata }) => metadata),
    events.map(({ command }) => command?.id ?? ''),
    events.map(({ command }) => command?.index ?? ''),
    events.map(({ subject }) => subject ?? ''),
  ].map((list) => list.join(SEPARATOR));
  return {
    name: 'log-append',
    text: 'select first_position::text, answers from log.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
    values: [identity, ...values],
    rowMode: 'array',
  };
}

/** What `log.append` notes of a write that it did not write; `write` counts from 1. */
interface Unwritten {
  readonly write: number;
  readonly actual?: string;
  readonly positions?: readonly string[];
  readonly commands?: readonly string[];
}

/** The outcome of each append of the batch, from the function's one row. */
export function appendOutcomes(
  history: LogHistory,
  batch: readonly PendingAppend[],
  row: readonly [first: string | null, unwritten: readonly Unwritten[]],
): readonly AppendOutcome[] {
  const [first, notes] = row;
  const unwritten = new Map(notes.map((note) => [note.write, note]));
  let next = first === null ? 0n : BigInt(first);
  return batch.map(({ expected, events }, at) => {
    const note = unwritten.get(at + 1);
    if (note?.commands) return { outcome: 'duplicate', commandIds: inOrder(events, note.commands) };
    if (note?.actual) return { outcome: 'conflict', actual: revisionOf(note.actual) };
    const repeated = note?.positions !== undefined;
    const positions = repeated
      ? note.positions.map((sequence) => history.positionOf(BigInt(sequence)))
      : events.map(() => history.positionOf(next++));
    const revision = (expected === 'no-stream' ? -1n : expected) + BigInt(events.length);
    return { outcome: 'ok', revision, position: positions.at(-1)!, positions, repeated };
  });
}

/** In the order in which the append names them, each once. */
function inOrder(events: readonly NewEvent[], known: readonly string[]): readonly string[] {
  const named = new Set(events.flatMap(({ command }) => (command ? [command.id] : [])));
  return [...named].filter((id) => known.includes(id));
}

function revisionOf(actual: string): ExpectedRevision {
  return actual === '-1' ? 'no-stream' : BigInt(actual);
}
