import { accept, Accepted, addSeconds, nextUtcMidnight, Timestamp } from '@ledgerline/kernel';
import { positionOf } from '@ledgerline/platform/eventstore';
import { AccountEvent, CreditsGranted, GenerationRequested } from '../domain/account-events';
import { AccountState, initialAccount } from '../domain/account-state';
import { evolveAccount } from '../domain/evolve';
import { availableMicros, sumShares, takeAvailable } from '../domain/lots';
import { lateSettlement, releaseOf, settlementOfHold } from '../domain/resolution';
import { settleLapses } from '../domain/settle';
import { Projected } from './account-projection';
import { generationFactsOf } from '../domain/generation-facts';
import { plainGrant, plainRequest, Report, reportOf } from './given-facts';

export const STORE_ID = 'test';

type Granted = Partial<CreditsGranted['data']> & { credits?: bigint };
type Requested = Partial<GenerationRequested['data']> & { costMicros?: bigint };

/** Histories for specs: accounts in one log, consistent because the domain's functions make the figures. */
export class GivenHistory {
  readonly events: Projected[] = [];
  now: Timestamp;
  private readonly states = new Map<string, AccountState>();
  private readonly lengths = new Map<string, number>();
  private commands = 0;

  constructor(startsAt: Timestamp = '2026-11-21T09:00:00.000Z') {
    this.now = startsAt;
  }

  stateOf(accountId: string): AccountState {
    return this.states.get(accountId) ?? initialAccount();
  }

  availableOf(accountId: string): bigint {
    return availableMicros(this.stateOf(accountId).lots, this.now);
  }

  at(now: Timestamp): this {
    this.now = now;
    return this;
  }

  after(seconds: number): this {
    return this.at(addSeconds(this.now, seconds));
  }

  open(accountId: string, tier = 'free', ownerKind: 'user' | 'workspace' = 'user'): this {
    const data = { accountId, ownerKind, ownerId: accountId, tier, catalogVersion: 1, openedAt: this.now };
    return this.command('OpenAccount', accountId, { type: 'AccountOpened', data });
  }

  close(accountId: string, reason = 'asked for'): this {
    const data = { reason, closedAt: this.now };
    return this.settle(accountId).command('CloseAccount', accountId, { type: 'AccountClosed', data });
  }

  reopen(accountId: string, reason = 'by mistake'): this {
    const data = { reason, reopenedAt: this.now };
    return this.settle(accountId).command('ReopenAccount', accountId, { type: 'AccountReopened', data });
  }

  grant(accountId: string, lotId: string, { credits = 100n, ...given }: Granted = {}): this {
    this.settle(accountId);
    const { balanceMicros, heldMicros } = this.stateOf(accountId);
    const amountMicros = given.amountMicros ?? credits * 1_000_000n;
    const after = { balanceMicros: balanceMicros + amountMicros, heldMicros };
    const data: CreditsGranted['data'] = {
      ...plainGrant,
      lotId,
      amountMicros,
      grantedAt: this.now,
      effectiveAt: this.now,
      after,
      ...given,
    };
    return this.command('GrantCredits', accountId, { type: 'CreditsGranted', data });
  }

  refill(accountId: string, credits = 100n): this {
    return this.grant(accountId, `refill-${this.now.slice(0, 10)}`, {
      creditType: 'DAILY_REFILL',
      priority: 10,
      credits,
      expiresAt: nextUtcMidnight(this.now),
    });
  }

  request(
    accountId: string,
    generationId: string,
    { costMicros = 10_000_000n, ...given }: Requested = {},
  ): this {
    this.settle(accountId);
    const { lots, balanceMicros, heldMicros } = this.stateOf(accountId);
    const taken = [...takeAvailable(lots, costMicros, this.now)];
    const data: GenerationRequested['data'] = {
      ...plainRequest,
      generationId,
      requestedAt: this.now,
      price: { kind: 'flat', flatMicros: costMicros, inputMicrosPerMillion: 0n, outputMicrosPerMillion: 0n },
      heldMicros: sumShares(taken),
      lots: taken,
      deadlineAt: addSeconds(this.now, given.timeoutSeconds ?? plainRequest.timeoutSeconds),
      after: { balanceMicros, heldMicros: heldMicros + sumShares(taken) },
      ...given,
    };
    return this.command('RequestGeneration', accountId, { type: 'GenerationRequested', data });
  }

  complete(accountId: string, generationId: string, { costMicros, ...report }: Report = {}): this {
    this.settle(accountId);
    const hold = this.holdOf(accountId, generationId);
    const price = costMicros === undefined ? hold.price : { ...hold.price, flatMicros: costMicros };
    const data = settlementOfHold(this.stateOf(accountId), { ...hold, price }, reportOf(report), this.now);
    return this.command('CompleteGeneration', accountId, { type: 'GenerationCompleted', data });
  }

  completeLate(accountId: string, generationId: string, { costMicros, ...report }: Report = {}): this {
    this.settle(accountId);
    const requested = this.events.find(
      (e): e is Projected<'GenerationRequested'> =>
        e.type === 'GenerationRequested' && e.data.generationId === generationId,
    )!.data;
    const price = costMicros === undefined ? requested.price : { ...requested.price, flatMicros: costMicros };
    const facts = generationFactsOf(requested);
    const origin = { facts, estimate: requested.estimate, price, limits: requested.limits };
    const data = lateSettlement(this.stateOf(accountId), origin, reportOf(report), this.now);
    return this.command('CompleteGeneration', accountId, { type: 'GenerationCompletedLate', data });
  }

  fail(
    accountId: string,
    generationId: string,
    errorCode: string | null = 'boom',
    sealed: string | null = null,
  ): this {
    this.settle(accountId);
    const released = releaseOf(this.stateOf(accountId), this.holdOf(accountId, generationId), this.now);
    const data = { ...released, errorCode, sealed, processingMs: null, failedAt: this.now };
    return this.command('FailGeneration', accountId, { type: 'GenerationFailed', data });
  }

  cancel(
    accountId: string,
    generationId: string,
    reason: string | null = 'not wanted',
    byAdmin = false,
  ): this {
    this.settle(accountId);
    const released = releaseOf(this.stateOf(accountId), this.holdOf(accountId, generationId), this.now);
    const data = { ...released, reason, byAdmin, cancelledAt: this.now };
    return this.command('CancelGeneration', accountId, { type: 'GenerationCancelled', data });
  }

  extend(accountId: string, generationId: string, timeoutSeconds: number): this {
    this.settle(accountId);
    const { facts } = this.holdOf(accountId, generationId);
    const deadlineAt = addSeconds(facts.requestedAt, timeoutSeconds);
    const data = { ...facts, timeoutSeconds, deadlineAt, extendedAt: this.now };
    return this.command('ExtendHold', accountId, { type: 'HoldExtended', data });
  }

  refuse(accountId: string, reason: string, parameters: object = {}, command = 'RequestGeneration'): this {
    const data = {
      command,
      reason,
      figures: {},
      parameters: { ...parameters },
      sealed: null,
      catalogVersion: 1,
      refusedAt: this.now,
    };
    return this.settle(accountId).command(command, accountId, { type: 'CommandRefused', data });
  }

  noEffect(accountId: string, command: string, reason: string): this {
    const data = { command, reason, parameters: { asked: 'again' }, catalogVersion: 1 };
    return this.settle(accountId).command(command, accountId, { type: 'CommandHadNoEffect', data });
  }

  /** Records what time has caused in an account by now. */
  settle(accountId: string): this {
    for (const event of settleLapses(this.stateOf(accountId), this.now)) this.push(accountId, event, {});
    return this;
  }

  private holdOf(accountId: string, generationId: string) {
    const hold = this.stateOf(accountId).holds.get(generationId);
    if (!hold) throw new Error(`the history has no open hold of ${generationId}`);
    return hold;
  }

  command(name: string, accountId: string, ...events: readonly AccountEvent[]): this {
    return this.accepted(name, accountId, accept(...events));
  }

  /** Records what a command came to, as the ledger stamps it. */
  accepted(name: string, accountId: string, { events, own }: Accepted<AccountEvent>): this {
    this.commands += 1;
    events.forEach((event, index) =>
      this.push(accountId, event, {
        command: name,
        commandId: `command-${String(this.commands).padStart(6, '0')}`,
        commandIndex: String(index),
        ...(own > 0 && { commandOwn: String(own) }),
        actor: 'tests',
        role: 'service',
        requestId: `request-${this.commands}`,
        caller: `sealed-caller-${this.commands}`,
      }),
    );
    return this;
  }

  private push(accountId: string, event: AccountEvent, command: Readonly<Record<string, string>>): this {
    this.states.set(accountId, evolveAccount(this.stateOf(accountId), event));
    const cause = command.command ? {} : { cause: 'time' as const };
    const length = this.lengths.get(accountId) ?? 0;
    this.lengths.set(accountId, length + 1);
    this.events.push({
      ...event,
      stream: `account-${accountId}`,
      revision: BigInt(length),
      position: positionOf(STORE_ID, BigInt(this.events.length + 1)),
      at: this.now,
      metadata: { at: this.now, ...cause, ...command },
    });
    return this;
  }
}
