import { Decision, Timestamp } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { CompleteGeneration, completeGeneration } from '../commands/complete-generation/complete-generation';
import { openAccount } from '../commands/open-account/open-account';
import { RecordUsage, recordUsage } from '../commands/record-usage/record-usage';
import { RequestGeneration, requestGeneration } from '../commands/request-generation/request-generation';
import { AccountContext } from '../domain/account-decision';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { evolveAccount } from '../domain/evolve';
import { lotConsequences } from '../domain/lot-consequences';
import { settleAccount } from '../domain/settle';
import { generationSubject } from '../domain/subjects';
import { asItWas } from './as-it-was';

/** What a request came to under the draft. */
export interface Replayed {
  readonly allowed: boolean;
  readonly reason: string | null;
  /** Charged at once: of a recorded usage, and of a generation that nobody knows the end of. */
  readonly chargedMicros: bigint;
}

/**
 * One account living on under another catalog: every decision is made by the very functions that decide in
 * production, on the state that the draft's own decisions led to. What people and other systems did (grants,
 * overrides, changes of tier, ends of jobs) stays as it was.
 */
export class AccountReplay {
  /** Of holds that expired here: a late completion asks for their history. */
  private readonly expired = new Map<string, AccountEvent[]>();

  constructor(
    private state: AccountState,
    private readonly draft: Catalog,
  ) {}

  get tier(): string {
    return this.state.tier;
  }

  /** Time by itself: lapses, expiries, and before a decision the draft's own refill. */
  settle(now: Timestamp, before: 'decision' | 'sweep'): void {
    const requested = this.state.holds;
    for (const event of settleAccount(this.state, now, { context: this.draft, before })) {
      if (event.type === 'GenerationExpired') {
        const hold = requested.get(event.data.generationId)!;
        const data = { ...hold.facts, ...hold } as never;
        this.expired.set(event.data.generationId, [{ type: 'GenerationRequested', data }, event]);
      }
      this.evolve(event);
    }
  }

  request(command: RequestGeneration, newId: string, now: Timestamp): Replayed {
    return this.decided(requestGeneration(command, this.state, this.context(newId, now)), now);
  }

  /** Lets a generation end as estimated that never ran: nobody knows how it would have ended. */
  assumeCompleted(generationId: string, now: Timestamp): Replayed {
    const usage = { quantity: null, inputTokens: null, outputTokens: null };
    const report = { outputUri: null, scene: null, processingMs: null, attributes: {}, usage };
    return this.complete({ generationId, ...report, virtualCostUsdMicros: null }, now);
  }

  record(command: RecordUsage, newId: string, now: Timestamp): Replayed {
    return this.decided(recordUsage(command, this.state, this.context(newId, now)), now);
  }

  complete(command: CompleteGeneration, now: Timestamp): Replayed {
    const { generationId } = command;
    const history = new Map([[generationSubject(generationId), this.expired.get(generationId) ?? []]]);
    return this.decided(completeGeneration(command, this.state, { ...this.context('', now), history }), now);
  }

  /** A generation that runs here too, or did until it expired. */
  knows(generationId: string): boolean {
    return this.state.holds.has(generationId) || this.expired.has(generationId);
  }

  /** Opens the account with the draft's own trial, if the draft has the tier at all. */
  open(event: Extract<AccountEvent, { type: 'AccountOpened' }>, now: Timestamp): void {
    const opened = openAccount(event.data, this.state, this.context('', now));
    if (opened.kind === 'accepted') this.decided(opened, now);
    else this.evolve(event);
  }

  /** What somebody did, or a job's end that charges nothing: as it was, as far as it applies here. */
  follow(event: AccountEvent, now: Timestamp): void {
    const followed = asItWas(event, this.state, now);
    if (!followed) return;
    this.evolve(followed);
    for (const consequence of lotConsequences(this.state, now)) this.evolve(consequence);
  }

  private decided(decision: Decision<AccountEvent>, now: Timestamp): Replayed {
    if (decision.kind !== 'accepted') {
      return { allowed: decision.kind === 'no-effect', reason: decision.reason, chargedMicros: 0n };
    }
    for (const event of decision.events) this.evolve(event);
    const charged = decision.events.reduce((sum, { data }) => sum + chargedIn(data), 0n);
    for (const consequence of lotConsequences(this.state, now)) this.evolve(consequence);
    return { allowed: true, reason: null, chargedMicros: charged };
  }

  private context(newId: string, now: Timestamp): AccountContext {
    return { now, policy: this.draft, newId, history: new Map() };
  }

  private evolve(event: AccountEvent): void {
    this.state = evolveAccount(this.state, event);
  }
}

function chargedIn(data: AccountEvent['data']): bigint {
  return 'charged' in data ? data.charged.reduce((sum, { amountMicros }) => sum + amountMicros, 0n) : 0n;
}
