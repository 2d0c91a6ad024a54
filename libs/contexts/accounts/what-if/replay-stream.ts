import type { Catalog } from '@ledgerline/contexts/catalog';
import { recordUsageSlice } from '../commands/record-usage/record-usage.http';
import type { RequestGeneration } from '../commands/request-generation/request-generation';
import { requestGenerationSlice } from '../commands/request-generation/request-generation.http';
import { AccountEvent } from '../domain/account-events';
import { AccountState } from '../domain/account-state';
import { AccountReplay, Replayed } from './account-replay';
import { Compared, Outcome } from './tally';

/** One event of an account as the log holds it. */
export interface Told {
  readonly event: AccountEvent;
  readonly at: string;
  readonly position: string;
  /** Null: time caused it. */
  readonly commandId: string | null;
}

interface Open {
  readonly asked: Omit<Compared, 'before' | 'after'>;
  readonly after: Replayed;
}

/**
 * Replays the requests of one account and tells each as soon as both ends of it are known. A generation that
 * was requested before the time replayed ends here too, and is compared with nothing.
 */
export class StreamReplay {
  private readonly replay: AccountReplay;
  /** Requested in the time replayed and not resolved yet. */
  private readonly open = new Map<string, Open>();

  constructor(
    private readonly accountId: string,
    state: AccountState,
    draft: Catalog,
    private readonly tell: (compared: Compared) => void,
  ) {
    this.replay = new AccountReplay(state, draft);
  }

  take(told: Told): void {
    const { event, at, commandId } = told;
    this.replay.settle(at, commandId === null ? 'sweep' : 'decision');
    const { type, data } = event;
    if (type === 'AccountOpened') this.replay.open(event, at);
    else if (type === 'GenerationRequested') this.requested(told, data);
    else if (type === 'UsageRecorded') this.recorded(told, data);
    else if (type === 'CommandRefused') this.refused(told, data);
    else if (type === 'GenerationCompleted' || type === 'GenerationCompletedLate') this.completed(told, data);
    else {
      // What time caused and what followed by itself happens here by itself too.
      if (commandId !== null) this.replay.follow(event, at);
      if (type === 'GenerationFailed' || type === 'GenerationCancelled')
        this.ended(data.generationId, 0n, 0n);
    }
  }

  /** What still runs at the end has been charged nothing, here and there. */
  end(): void {
    for (const generationId of [...this.open.keys()]) this.ended(generationId, 0n, 0n);
  }

  private requested(told: Told, data: Extract<AccountEvent, { type: 'GenerationRequested' }>['data']): void {
    const after = this.replay.request(data, data.generationId, told.at);
    this.open.set(data.generationId, { asked: this.asked(told, data.action), after });
  }

  private completed(
    { at }: Told,
    data: Extract<AccountEvent, { type: 'GenerationCompleted' | 'GenerationCompletedLate' }>['data'],
  ): void {
    const { generationId } = data;
    const charged = this.replay.knows(generationId) ? this.replay.complete(data, at).chargedMicros : 0n;
    this.ended(generationId, data.chargedMicros, charged);
  }

  private ended(generationId: string, beforeMicros: bigint, afterMicros: bigint): void {
    const open = this.open.get(generationId);
    if (!open) return;
    this.open.delete(generationId);
    const before = { allowed: true, reason: null, chargedMicros: beforeMicros };
    this.tell({ ...open.asked, before, after: { ...open.after, chargedMicros: afterMicros } });
  }

  private recorded(told: Told, data: Extract<AccountEvent, { type: 'UsageRecorded' }>['data']): void {
    const before = { allowed: true, reason: null, chargedMicros: data.costMicros };
    const after = this.replay.record(data, data.usageId, told.at);
    this.tell({ ...this.asked(told, data.action), before, after });
  }

  private refused(told: Told, data: Extract<AccountEvent, { type: 'CommandRefused' }>['data']): void {
    const { accountId: _accountId, ...body } = data.parameters;
    const request = {
      params: {},
      principal: '',
      role: '',
      payloadHash: '',
      sealed: null,
      body: body as never,
    };
    const newId = told.commandId!;
    let after: Replayed | undefined;
    if (data.command === 'RequestGeneration') {
      const asked = requestGenerationSlice.command(request) as RequestGeneration;
      const generationId = asked.generationId ?? newId;
      // The id may have been taken since, by the generation that ran in its place.
      if (this.replay.knows(generationId)) return;
      after = this.replay.request({ ...asked, generationId }, newId, told.at);
      if (after.allowed) after = this.replay.assumeCompleted(generationId, told.at);
    } else if (data.command === 'RecordUsage') {
      after = this.replay.record(recordUsageSlice.command(request), newId, told.at);
    }
    if (!after) return;
    const before: Outcome = { allowed: false, reason: data.reason, chargedMicros: 0n };
    this.tell({ ...this.asked(told, String(data.parameters.action)), before, after });
  }

  private asked({ at, position }: Told, action: string): Open['asked'] {
    return { accountId: this.accountId, action, tier: this.replay.tier, at, position };
  }
}
