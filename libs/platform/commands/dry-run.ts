import { DomainEvent, Timestamp } from '@ledgerline/kernel';
import { ClockOf, considerAll, Considered, DecisionContext, Ledger } from '@ledgerline/platform/ledger';
import { askedBefore, receivedAtOf, requestOf, streamIdOf } from './asked';
import type { CommandAnswer, CommandCall, CommandSealer } from './command-call';
import type { AnyCommandFamily } from './command-slice';

/** A command that is only asked about. */
export interface DryCall {
  readonly family: AnyCommandFamily;
  readonly call: Omit<CommandCall, 'idempotencyKey'>;
}

interface Parts {
  readonly ledger: Ledger;
  readonly sealer: Pick<CommandSealer, 'keyedHash'>;
  readonly now: () => number;
  readonly clockOf?: ClockOf | undefined;
}

/** What the calls would be answered, in their order; a call that cannot be decided has its own error. */
export async function dryRun(
  parts: Parts,
  calls: readonly DryCall[],
): Promise<readonly (CommandAnswer | Error)[]> {
  const answers: (CommandAnswer | Error)[] = [];
  const byStream = new Map<string, number[]>();
  calls.forEach(({ family, call }, index) => {
    const stream = `${family.stream.category}-${streamIdOf(call)}`;
    byStream.set(stream, [...(byStream.get(stream) ?? []), index]);
  });
  for (const indexes of byStream.values()) {
    const told = await ofOneStream(
      parts,
      indexes.map((index) => calls[index]!),
    );
    indexes.forEach((index, at) => (answers[index] = told[at]!));
  }
  return answers;
}

type Asked = Awaited<ReturnType<typeof askedBy>>;

async function ofOneStream(
  parts: Parts,
  calls: readonly DryCall[],
): Promise<readonly (CommandAnswer | Error)[]> {
  const [{ family, call }] = calls as [DryCall];
  const streamId = streamIdOf(call);
  const receivedAt = await receivedAtOf(parts, family.ownerOf(streamId, call.params), call);
  const asked = await Promise.all(
    calls.map((call) => askedBy(parts, call, receivedAt).catch((error: Error) => error)),
  );
  const commands = asked.flatMap((one) => (one instanceof Error ? [] : [one]));
  const considering = considerAll<unknown, DomainEvent, unknown>(parts.ledger, family.stream, {
    streamId,
    commands: commands.map(({ command }) => command),
  });
  const considered = await considering.catch((fault: Error) => fault);
  if (considered instanceof Error) return asked.map((one) => (one instanceof Error ? one : considered));
  const told = new Map(commands.map((one, index) => [one, considered[index]!]));
  return Promise.all(
    asked.map(async (one) => (one instanceof Error ? one : answerOf(family, one, told.get(one)!))),
  );
}

/** @throws Problem when the body is not what the command takes */
async function askedBy(parts: Parts, { call }: DryCall, receivedAt: Timestamp) {
  const { slice } = call;
  const request = requestOf(parts.sealer, call, null);
  const asking = { streamId: streamIdOf(call), now: receivedAt, dryRun: true };
  const { gathered, refused } = await askedBefore(parts, slice, request, asking);
  const command: unknown = slice.command(request, gathered);
  const { subjects } = slice;
  return {
    slice,
    request,
    command: {
      receivedAt,
      ...(subjects && { subjects: (state: unknown) => subjects(command, state) }),
      decide: (state: unknown, context: DecisionContext<DomainEvent, unknown>) =>
        refused ?? slice.decide(command, state, context),
    },
  };
}

async function answerOf(
  family: AnyCommandFamily,
  { slice, request }: Asked,
  { decision, state, now, position: at }: Considered<unknown, DomainEvent>,
): Promise<CommandAnswer> {
  const position = at ?? null;
  const outcome = decision.kind;
  const refusal = decision.kind === 'refused' ? decision : undefined;
  const events = decision.kind === 'accepted' ? decision.events : [];
  const context: unknown = await family.stream.contextFor(state);
  const summary = family.summary(state, context, now);
  const body = {
    dryRun: true,
    outcome,
    decidedAt: now,
    ...(refusal ? {} : slice.facts(events, request)),
    ...(summary && { [family.summaryName]: { ...summary, position } }),
  };
  return { outcome, refusal, status: 200, replayed: false, position, body };
}
