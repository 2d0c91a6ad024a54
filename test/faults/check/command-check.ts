import { hash } from 'node:crypto';
import { ProjectedEvent } from '@ledgerline/platform/projections';
import { RecordedEvent } from '@ledgerline/platform/eventstore';
import { commandIdOf } from '@ledgerline/platform/ledger';
import { Lived } from '../load/command';
import { PRINCIPAL } from '../world/system';
import { AccountBooks } from './account-books';
import { Expected, microsOf } from './expect';
import { Violations } from './violations';

const ACCOUNT = 'account-';
/** While a fate is unknown the same bytes are sent again and again, with the time of their decision. */
const WAITED_MS_MAX = 120_000;
/** An instance whose clock is 2 s ahead of the log's decides nothing. */
const AHEAD_MS_MAX = 3_000;
/** Beyond the rate of refusals these are answered by name and not recorded. */
const UNRECORDED = new Set(['too-many-refusals', 'account-already-exists']);

interface Stream {
  readonly id: string;
  readonly books: AccountBooks;
  revision: bigint;
  at: string;
}

/**
 * Reads the log once, in its order, beside what every client lived: keeps the accounts' books and one short
 * digest per command ever seen, so that a million commands fit.
 */
export class CommandCheck {
  readonly streams = new Map<string, Stream>();
  private readonly awaited = new Map<string, Lived>();
  private readonly seen = new Set<string>();
  private group: { commandId: string; stream: Stream; events: ProjectedEvent[] } | undefined;
  private sequence: bigint | undefined;
  private latestInvoked = { ms: -Infinity, position: '' };
  events = 0;
  commands = 0;

  constructor(
    private readonly violations: Violations,
    private readonly gapless: boolean,
  ) {}

  /** What clients lived since the last look; all of it has ended. */
  expect(lived: readonly Lived[]): void {
    for (const one of lived) {
      const { accountId, key } = one.command;
      this.awaited.set(commandIdOf({ principal: PRINCIPAL, stream: `${ACCOUNT}${accountId}`, key }), one);
    }
  }

  take(recorded: RecordedEvent, event: ProjectedEvent | undefined): void {
    this.events += 1;
    this.inSequence(recorded);
    if (!event || !recorded.stream.startsWith(ACCOUNT)) return this.endGroup();
    const stream = this.streamOf(recorded);
    const { commandId, commandIndex } = event.metadata;
    const continues = this.group && commandId === this.group.commandId && commandIndex !== '0';
    if (continues) return void this.group!.events.push(event);
    this.endGroup();
    this.inTime(stream, recorded, event);
    if (commandId !== undefined) this.group = { commandId, stream, events: [event] };
    else this.tell(stream, event, stream.books.timePassed(event));
  }

  /** At the end of the log: whatever is still awaited is not in it. */
  finish(): void {
    this.endGroup();
    for (const [commandId, lived] of this.awaited) {
      const { command, answer, tries } = lived;
      const what = `${JSON.stringify(command)} (${commandId}, ${tries} tries)`;
      if (!answer) this.violations.add('never-answered', what);
      else if (!UNRECORDED.has(answer.reason ?? '')) {
        this.violations.add('lost', `${what} was answered ${answer.outcome} at ${answer.position}`);
      }
    }
    for (const [commandId, lived] of this.awaited) if (!isOpen(lived)) this.awaited.delete(commandId);
  }

  private endGroup(): void {
    const { group } = this;
    if (!group) return;
    this.group = undefined;
    const { commandId, stream, events } = group;
    const digest = hash('sha1', commandId, 'base64').slice(0, 16);
    const lived = this.awaited.get(commandId);
    const position = events[0]!.position;
    if (this.seen.has(digest)) return this.violations.add('doubled', `${commandId} again at ${position}`);
    if (!lived) return this.violations.add('unexplained', `${events[0]!.type} at ${position}: ${commandId}`);
    this.seen.add(digest);
    this.awaited.delete(commandId);
    this.commands += 1;
    const { expected, wrong } = stream.books.decided(lived.command.ask, events);
    this.tell(stream, events[0]!, wrong && `${JSON.stringify(lived.command.ask)} ${wrong}`);
    if (!lived.answer || isOpen(lived)) return;
    this.inRealTime(lived, position);
    const differs = differenceOf(lived, events, expected);
    if (differs) this.violations.add('answered-otherwise', `${JSON.stringify(lived.command)}: ${differs}`);
  }

  /** Whoever was answered before another asked stands before it. */
  private inRealTime({ invokedMs, answeredMs, command }: Lived, position: string): void {
    const { ms, position: before } = this.latestInvoked;
    if (answeredMs < ms) {
      const late = `${command.key} at ${position} was answered before the one at ${before} was asked`;
      this.violations.add('out-of-order', late);
    }
    if (invokedMs > ms) this.latestInvoked = { ms: invokedMs, position };
  }

  private inSequence({ position }: RecordedEvent): void {
    const sequence = BigInt(position.slice(position.lastIndexOf('-') + 1));
    const { sequence: last = -1n } = this;
    const follows = this.gapless && last >= 0n ? sequence === last + 1n : sequence > last;
    if (!follows) {
      this.violations.add('log-broken', `after ${this.sequence} comes ${sequence}`);
    }
    this.sequence = sequence;
  }

  private streamOf({ stream, revision }: RecordedEvent): Stream {
    let found = this.streams.get(stream);
    if (!found)
      this.streams.set(stream, (found = { id: stream, books: new AccountBooks(), revision: -1n, at: '' }));
    if (revision !== found.revision + 1n) {
      this.violations.add('log-broken', `${stream}: after revision ${found.revision} comes ${revision}`);
    }
    found.revision = revision;
    return found;
  }

  private inTime(stream: Stream, { recordedAt, position }: RecordedEvent, { at }: ProjectedEvent): void {
    if (at < stream.at) this.violations.add('log-broken', `${stream.id}: time runs backwards at ${position}`);
    stream.at = at;
    const waitedMs = recordedAt.getTime() - Date.parse(at);
    if (waitedMs > WAITED_MS_MAX || waitedMs < -AHEAD_MS_MAX) {
      const when = `decided at ${at}, recorded at ${recordedAt.toISOString()}`;
      this.violations.add('log-broken', `${stream.id} at ${position}: ${when}`);
    }
  }

  private tell(stream: Stream, { position }: ProjectedEvent, wrong: string | undefined): void {
    if (wrong) this.violations.add('decided-otherwise', `${stream.id} at ${position} ${wrong}`);
  }
}

/**
 * Answered 429 "not recorded, ask again with this key" after an earlier try was given up unanswered: that try
 * may still be decided, for the answer was none for good.
 */
function isOpen({ answer, tries }: Lived): boolean {
  return answer !== undefined && tries > 1 && UNRECORDED.has(answer.reason ?? '');
}

function differenceOf(
  { answer }: Lived,
  events: readonly ProjectedEvent[],
  expected: Expected | undefined,
): string | undefined {
  const { outcome, reason, position, credits, shortfall } = answer!;
  const [first] = events as [ProjectedEvent];
  const last = events[events.length - 1]!;
  if (position !== last.position) return `answered at ${position}, stands at ${last.position}`;
  const recorded = OUTCOMES[first.type] ?? 'accepted';
  if (outcome !== recorded) return `answered ${outcome}, recorded ${first.type}`;
  const data = first.data as Record<string, unknown>;
  if (outcome === 'refused' && reason !== data.reason)
    return `answered ${reason}, recorded ${data.reason as string}`;
  if (outcome !== 'accepted' || credits === undefined || !expected?.facts) return undefined;
  const { amountMicros, heldMicros, chargedMicros, returned } = expected.facts;
  const micros = amountMicros ?? chargedMicros ?? heldMicros ?? sumOf(returned ?? '');
  if (String(microsOf(credits)) !== micros) return `answered ${credits} credits, recorded ${micros} micros`;
  const short = expected.facts.shortfallMicros;
  if (short !== undefined && String(microsOf(shortfall ?? '')) !== short)
    return `answered a shortfall of ${shortfall}`;
  return undefined;
}

function sumOf(shares: string): string {
  const parts = shares === '' ? [] : shares.split(' ');
  return String(parts.reduce((sum, part) => sum + BigInt(part.slice(part.lastIndexOf(':') + 1)), 0n));
}

const OUTCOMES: Readonly<Record<string, string>> = {
  CommandRefused: 'refused',
  CommandHadNoEffect: 'no-effect',
};
