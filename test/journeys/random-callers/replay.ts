import { EventStore, RecordedEvent } from '@ledgerline/platform/eventstore';
import { accountEvents } from '../../../libs/contexts/accounts/domain/account-event-registry';
import type { AccountEvent } from '../../../libs/contexts/accounts/domain/account-events';
import { initialAccount } from '../../../libs/contexts/accounts/domain/account-state';
import { evolveAccount } from '../../../libs/contexts/accounts/domain/evolve';
import type { Told } from '../../../libs/contexts/accounts/testing/account-scenario';
import type { ModelPolicy } from '../../../libs/contexts/accounts/testing/model-policy';
import { TwinAccount, TwinSteps } from '../../../libs/contexts/accounts/testing/twin-steps';
import type { Answer } from '../api-client';
import type { HttpStep } from './http-steps';

/** A command that a caller sent, and what it heard. */
export interface Heard extends Pick<HttpStep, 'decided'> {
  readonly accountId: string;
  readonly commandId: string;
  readonly sentAtMs: number;
  readonly answeredAtMs: number;
  readonly answer: Answer;
}

/** What one command, or time alone, recorded at one instant. */
interface Recorded {
  readonly commandId: string | undefined;
  readonly at: string;
  readonly position: string;
  readonly events: readonly AccountEvent[];
}

/** Answered without a record once sixty refusals of a minute stand in the log. */
export const UNRECORDED = ['too-many-refusals', 'account-closed'];
const UNRECORDED_FROM = 60;
const PAGE_EVENTS = 2_000;

/**
 * Everything an account recorded, in the log's order, asked of the plain model: the answers that were heard,
 * what is held and available, every unit and every crossing have to be the model's at each position.
 * @returns the first thing that they do not agree upon, in words
 */
export async function replay(
  store: EventStore,
  { accountId, tier, policy }: { accountId: string; tier: string; policy: ModelPolicy },
  answers: readonly Heard[],
): Promise<string | undefined> {
  const heard = new Map(answers.map((each) => [each.commandId, each]));
  const account = new LoggedAccount();
  let steps: TwinSteps | undefined;
  const recorded = groups(await eventsOf(store, `account-${accountId}`));
  for (const [n, group] of recorded.entries()) {
    const next = recorded[n + 1];
    account.take(group);
    steps ??= new TwinSteps(account, { tier, policy });
    if (n === 0) continue;
    const belongsToNext = !group.commandId && next?.commandId && next.at === group.at;
    if (belongsToNext) continue;
    // Only a command finds the day's refill, recorded or not.
    const before = group.events.some(({ type }) => type === 'CreditsGranted') ? 'decision' : 'sweep';
    const wrong = group.commandId ? answered(steps, account, group, heard) : steps.sweep(before);
    account.forget();
    if (wrong.length > 0) return `${accountId} at ${group.position}: ${wrong.join('; ')}`;
    heard.delete(group.commandId!);
  }
  return (
    missing(recorded, [...heard.values()]) ??
    disorder(answers.filter((each) => !heard.has(each.commandId)))[0]
  );
}

/** What no record was made of. */
function missing(recorded: readonly Recorded[], answers: readonly Heard[]): string | undefined {
  for (const { answer, commandId } of answers) {
    const { code, position } = answer.body as Record<string, string>;
    const before = recorded.filter((each) => each.position <= position!);
    const refusals = before.filter(({ events }) =>
      events.some(({ type }) => type === 'CommandRefused'),
    ).length;
    if (!UNRECORDED.includes(code!)) return `${commandId} was answered, and the log does not hold it`;
    if (refusals < UNRECORDED_FROM)
      return `${commandId} heard ${code} unrecorded, after ${refusals} refusals`;
  }
  return undefined;
}

function answered(
  steps: TwinSteps,
  account: LoggedAccount,
  group: Recorded,
  heard: ReadonlyMap<string, Heard>,
): readonly string[] {
  const command = heard.get(group.commandId!);
  if (!command) return [`nobody heard of the command ${group.commandId}`];
  const { told } = account;
  const { position, code, outcome } = command.answer.body as Record<string, string>;
  const answer = told.outcome === 'refused' ? code : outcome;
  const step = command.decided(steps.model, Date.parse(group.at));
  const wrong = [...steps.ask(step)];
  if (position !== group.position) wrong.push(`the answer's position is ${position}`);
  if (answer !== (told.outcome === 'refused' ? told.reason : told.outcome))
    wrong.push(`the answer is ${answer}`);
  return wrong.length > 0 ? [JSON.stringify(step, plainly), ...wrong] : wrong;
}

/** The account as the log tells it, up to where it was taken. */
class LoggedAccount implements TwinAccount {
  state = initialAccount();
  now = '';
  nextId = '';
  private settled: AccountEvent[] = [];
  private recorded: readonly AccountEvent[] = [];

  take({ commandId, at, events }: Recorded): void {
    this.state = events.reduce(evolveAccount, this.state);
    this.now = at;
    if (!commandId) return void this.settled.push(...events);
    this.nextId = commandId;
    this.recorded = events;
  }

  forget(): void {
    this.settled = [];
    this.recorded = [];
  }

  get told(): Told {
    const { recorded: events, settled } = this;
    const [first] = events;
    const common = { events, settled, reason: undefined, figures: undefined };
    if (first?.type === 'CommandHadNoEffect')
      return { ...common, outcome: 'no-effect', reason: first.data.reason };
    if (first?.type !== 'CommandRefused') return { ...common, outcome: 'accepted' };
    const { reason, figures } = first.data;
    return { ...common, outcome: 'refused', reason, figures };
  }

  when(): Told {
    return this.told;
  }

  settle(): readonly AccountEvent[] {
    return this.settled;
  }
}

async function eventsOf(store: EventStore, stream: string): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (;;) {
    const page = await store.readStream(stream, {
      fromRevision: BigInt(events.length),
      countMax: PAGE_EVENTS,
    });
    events.push(...page.events);
    if (page.events.length < PAGE_EVENTS) return events;
  }
}

function groups(recorded: readonly RecordedEvent[]): Recorded[] {
  const found: (Recorded & { readonly events: AccountEvent[] })[] = [];
  for (const { type, data, metadata, position } of recorded) {
    const { commandId, at } = JSON.parse(metadata) as { commandId?: string; at: string };
    const event = accountEvents.decode(type, data);
    const last = found.at(-1);
    if (last && last.commandId === commandId && last.at === at) {
      found[found.length - 1] = { ...last, position, events: [...last.events, event] };
    } else found.push({ commandId, at, position, events: [event] });
  }
  return found;
}

/** What was answered before another was sent stands before it: positions and the callers' clocks agree. */
function disorder(heard: readonly Heard[]): readonly string[] {
  const wrong: string[] = [];
  const inOrder = heard.toSorted((a, b) => (a.answer.body.position < b.answer.body.position ? -1 : 1));
  let lastSentMs = -Infinity;
  for (const { commandId, sentAtMs, answeredAtMs } of inOrder) {
    if (answeredAtMs < lastSentMs)
      wrong.push(`${commandId} was answered before an earlier place was asked for`);
    lastSentMs = Math.max(lastSentMs, sentAtMs);
  }
  return wrong;
}

function plainly(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
