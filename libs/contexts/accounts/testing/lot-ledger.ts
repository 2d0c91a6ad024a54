import { UNLIMITED } from '@ledgerline/kernel';
import { AccountEvent, LotShare } from '../domain/account-events';

/** What a history says of credits, holds and limits, added up from its facts alone. */
export class LotLedger {
  /** Credits that came into each lot, by whatever way. */
  readonly came = new Map<string, bigint>();
  /** Credits that left each lot, by whatever way. */
  readonly left = new Map<string, bigint>();
  granted = 0n;
  overdrawn = 0n;
  spent = 0n;
  expired = 0n;
  voided = 0n;
  /** Refunded and not found. */
  owed = 0n;
  /** What each open hold has set aside, by lot. */
  readonly held = new Map<string, readonly LotShare[]>();
  /** What a fold must never meet: a hold resolved twice, shares returned elsewhere, a limit overrun. */
  readonly wrong: string[] = [];

  constructor(history: readonly AccountEvent[]) {
    for (const event of history) {
      this.credits(event);
      this.holds(event);
      this.limits(event);
    }
  }

  private credits({ type, data }: AccountEvent): void {
    if (type === 'CreditsGranted') this.granted += this.come(data);
    if (type === 'OverdraftDrawn') this.overdrawn += this.come(data);
    if (type === 'OverdraftReturned') this.overdrawn -= this.leave(data);
    if (type === 'LotLapsed') this.expired += this.leave(data);
    if (type === 'LotVoided') this.voided += this.leave(data);
    if (type === 'CreditsDeducted') for (const share of data.shares) this.voided += this.leave(share);
    if (type === 'CreditsTakenBack' || type === 'HeldCreditsTakenBack') {
      for (const share of data.shares) this.voided += this.leave(share);
      this.owed += data.missingMicros;
    }
    if (type === 'OverdraftRepaid') for (const share of data.shares) this.overdrawn -= this.leave(share);
    if (type === 'LotRolledOver') {
      this.leave(data);
      this.come({ lotId: data.toLotId, amountMicros: data.amountMicros });
    }
    if ('charged' in data) for (const share of data.charged) this.spent += this.leave(share);
  }

  private holds({ type, data }: AccountEvent): void {
    if (type === 'GenerationRequested') this.held.set(data.generationId, data.lots);
    if (!('returned' in data)) return;
    const held = this.held.get(data.generationId);
    if (!held) this.wrong.push(`${data.generationId} is resolved without a hold`);
    this.held.delete(data.generationId);
    const lots = new Set(held?.map(({ lotId }) => lotId));
    for (const { lotId } of data.returned) {
      if (!lots.has(lotId)) this.wrong.push(`${data.generationId} returns to ${lotId}, which it never held`);
    }
  }

  private limits({ type, data }: AccountEvent): void {
    if (type !== 'GenerationRequested' && type !== 'UsageRecorded') return;
    for (const limit of data.limits) {
      const { enforced, limitValue, usedBefore, heldBefore } = limit;
      const units = 'units' in limit ? limit.units : limit.usedUnits;
      const isOver = units > 0n && usedBefore + heldBefore + units > limitValue;
      if (enforced && limitValue !== UNLIMITED && isOver) this.wrong.push(`${limit.limit} is overrun`);
    }
  }

  private come({ lotId, amountMicros }: LotShare): bigint {
    this.came.set(lotId, (this.came.get(lotId) ?? 0n) + amountMicros);
    return amountMicros;
  }

  private leave({ lotId, amountMicros }: LotShare): bigint {
    this.left.set(lotId, (this.left.get(lotId) ?? 0n) + amountMicros);
    return amountMicros;
  }
}
