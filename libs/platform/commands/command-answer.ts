import { latest } from '@ledgerline/kernel';
import type { AnyResult, CommandAnswer, PreparedCommand } from './command-call';

/** Whether the account is told beside the facts: a thousand answers would tell it a thousand times. */
export type Telling = 'with-summary' | 'facts-alone';

/** What came of a command, as its caller hears it. */
export function answerOf(
  { family, slice, request, command }: PreparedCommand,
  result: AnyResult,
  telling: Telling,
): CommandAnswer {
  const { outcome, refusal, replayed, decidedAt, events } = result;
  const position = result.position ?? null;
  const told = {
    outcome,
    position,
    commandId: command.commandId,
    decidedAt,
    ...(outcome === 'refused' ? {} : slice.facts(events, request)),
    ...(telling === 'with-summary' && summaryOf({ family, command }, result)),
  };
  const status = outcome === 'accepted' ? (slice.route.acceptedStatus ?? 200) : 200;
  return { outcome, refusal, status, replayed, position, body: told };
}

function summaryOf(
  { family, command }: Pick<PreparedCommand, 'family' | 'command'>,
  { current }: AnyResult,
): Readonly<Record<string, unknown>> {
  const context: unknown = family.stream.contextFor(current.state);
  const at = latest(command.receivedAt, current.at);
  const summary = context instanceof Promise ? undefined : family.summary(current.state, context, at);
  return summary ? { [family.summaryName]: { ...summary, position: current.position ?? null } } : {};
}
