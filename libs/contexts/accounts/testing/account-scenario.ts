import { isDeepStrictEqual } from 'node:util';
import { addSeconds, Decision, formatCredits, Refusal, Timestamp } from '@ledgerline/kernel';
import { Catalog } from '@ledgerline/contexts/catalog';
import { accountEvents } from '../domain/account-event-registry';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { accountStream, AccountStream } from '../domain/account-stream';
import { availableMicros } from '../domain/lots';
import { Deciders, THE_DECIDERS, Decide } from './deciders';

export type { Decide } from './deciders';
import { SCENARIO_CATALOG } from './scenario-catalog';

export type SubjectsOf<Command> = (command: Command, state: AccountState) => readonly string[];

/** What a command came to. */
export interface Told {
  readonly outcome: 'accepted' | 'refused' | 'no-effect';
  /** Of a refusal or of what had no effect. */
  readonly reason: string | undefined;
  readonly figures: Refusal['figures'] | undefined;
  /** What the command recorded. */
  readonly events: readonly AccountEvent[];
  /** What time had caused before it. */
  readonly settled: readonly AccountEvent[];
}

export const NINE: Timestamp = '2026-11-21T09:00:00.000Z';

/**
 * One account through a history of commands at times, decided exactly as the ledger decides: time settles,
 * the command decides, refusals are bounded, facts are folded. Every fact has to come through the log
 * unchanged.
 */
export class AccountScenario {
  readonly history: AccountEvent[] = [];
  state: AccountState;
  now: Timestamp = NINE;
  commandCount = 0;
  private readonly stream: AccountStream;

  constructor(
    public catalog: Catalog = SCENARIO_CATALOG,
    private readonly deciders: Deciders = THE_DECIDERS,
  ) {
    this.stream = accountStream({
      current: () => this.catalog,
      atLeast: () => Promise.reject(new Error('a scenario has one catalog at a time')),
    });
    this.state = this.stream.initial();
  }

  at(now: Timestamp): this {
    this.now = now;
    return this;
  }

  after(seconds: number): this {
    return this.at(addSeconds(this.now, seconds));
  }

  /** The name under which the next command's own things go. */
  get nextId(): string {
    return `id-${this.commandCount + 1}`;
  }

  when<Command>(decide: Decide<Command>, command: Command, subjects?: SubjectsOf<Command>): Told {
    const { now, deciders } = this;
    const catalog = deciders.policy(this.catalog);
    const settled = this.settle('decision');
    const newId = this.nextId;
    this.commandCount += 1;
    const asked = subjects?.(command, this.state) ?? [];
    const history = new Map(asked.map((subject) => [subject, this.about(subject)]));
    const context = { now, policy: catalog, newId, history };
    const decision = deciders.decide(decide)(command, this.state, context);
    const events = this.eventsOf(decision);
    this.record(events);
    const reason = decision.kind === 'accepted' ? undefined : decision.reason;
    const figures = decision.kind === 'refused' ? decision.figures : undefined;
    return { outcome: decision.kind, reason, figures, events, settled };
  }

  /** Records what time alone has caused, or the part of it that `eventsMax` ends. */
  settle(before: 'decision' | 'sweep' = 'sweep', eventsMax?: number): readonly AccountEvent[] {
    if (this.history.length === 0) return [];
    const context = this.deciders.policy(this.catalog);
    const settle = this.deciders.settle(this.stream.settle);
    const settled = settle(this.state, this.now, { context, before, eventsMax });
    this.record(settled);
    return settled;
  }

  /** Credits as decimal texts. */
  get credits(): { balance: string; held: string; available: string } {
    return {
      balance: formatCredits(this.state.balanceMicros),
      held: formatCredits(this.state.heldMicros),
      available: formatCredits(availableMicros(this.state.lots, this.now)),
    };
  }

  /** Units of each window that has any: `<limit> <window>: <used>+<held>`. */
  get windows(): readonly string[] {
    return Object.entries(this.state.windows).flatMap(([limit, windows]) =>
      windows
        .filter(({ usedUnits, heldUnits }) => usedUnits + heldUnits > 0n)
        .map(({ window, usedUnits, heldUnits }) => `${limit} ${window}: ${usedUnits}+${heldUnits}`),
    );
  }

  refold(): AccountState {
    return this.history.reduce((state, event) => this.stream.evolve(state, event), this.stream.initial());
  }

  private about(subject: string): readonly AccountEvent[] {
    return this.history.filter((event) => this.stream.subjectOf(event) === subject);
  }

  private eventsOf(decision: Decision<AccountEvent>): readonly AccountEvent[] {
    const command = { name: 'Command', parameters: {}, sealed: null };
    const { state, now, catalog: context } = this;
    if (decision.kind === 'accepted') return decision.events;
    if (this.history.length === 0) return [];
    if (decision.kind === 'no-effect') return [this.stream.hadNoEffect(decision.reason, command, context)];
    const refused = this.stream.refused(decision, { command, state, context, now });
    return refused ? [refused] : [];
  }

  private record(events: readonly AccountEvent[]): void {
    for (const event of events) {
      const { type, data } = accountEvents.encode(event);
      if (!isDeepStrictEqual(accountEvents.decode(type, data), event)) {
        throw new Error(`${event.type} does not come through the log unchanged: ${data}`);
      }
      this.state = this.stream.evolve(this.state, event);
      this.history.push(event);
    }
  }
}
