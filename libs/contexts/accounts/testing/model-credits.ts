import type { Timestamp } from '@ledgerline/kernel';
import { ModelLots } from './model-lots';
import { micros } from './model-policy';

type Level = 'low' | 'exhausted';

/** Whether the credits that are available have fallen to where it is worth a fact, and since when. */
export class ModelCredits {
  private fell: { readonly level: Level; readonly at: Timestamp } | undefined;

  constructor(
    private readonly lots: ModelLots,
    private readonly lowCredits: () => string | undefined,
  ) {}

  /**
   * What so many credits before a step and those after it come to. Only lots that came, or took effect, since
   * the fall lift them again: what a job gives back is no new credit.
   */
  crossings({ had, lots }: { had: bigint; lots: number }, now: Timestamp): readonly string[] {
    const has = this.lots.available(now);
    const written = this.lowCredits();
    const low = written === undefined ? undefined : micros(written);
    if (this.fell && has > (this.fell.level === 'low' ? (low ?? 0n) : 0n) && this.hasNew(lots, now)) {
      const { level } = this.fell;
      this.fell = undefined;
      return [`credits recovered from ${level} at ${has}`];
    }
    const told: string[] = [];
    const fall = (level: Level) => {
      this.fell = { level, at: now };
      told.push(`credits ${level} at ${has}`);
    };
    const before = this.fell;
    if (low !== undefined && !before && had > low && has <= low) fall('low');
    if (before?.level !== 'exhausted' && had > 0n && has === 0n) fall('exhausted');
    return told;
  }

  private hasNew(lotsBefore: number, now: Timestamp): boolean {
    return this.lots.all.some((lot, i) => {
      const isNew = i >= lotsBefore || lot.effectiveAt > this.fell!.at;
      const isThere = lot.effectiveAt <= now && (lot.expiresAt === null || lot.expiresAt > now);
      return isNew && isThere && !lot.isVoid && lot.type !== 'OVERDRAFT' && this.lots.freeOf(lot) > 0n;
    });
  }
}
