import { LRUCache } from 'lru-cache';

/** So many clicks of one address, and of one program, are recorded in a minute by one process. */
export const CLICKS_PER_ADDRESS_MAX = 10;
export const CLICKS_PER_PROGRAM_MAX = 300;

const MINUTE_MS = 60_000;
const COUNTED_MAX = 20_000;

/**
 * How many clicks a stranger can make us write down: the link leads on in any case. Together with one click
 * per visitor and day, and so many a day in each program, nobody can flood the log by it.
 */
export class ClickGate {
  private readonly counts = new LRUCache<string, number>({ max: COUNTED_MAX });

  /** Counts a click; whether it may be recorded. */
  admits({ address, partyId, nowMs }: { address: string; partyId: string; nowMs: number }): boolean {
    const minute = Math.floor(nowMs / MINUTE_MS);
    const ofAddress = this.count(`${minute}/address/${address}`);
    // What one address is not allowed is not the program's burden.
    if (ofAddress > CLICKS_PER_ADDRESS_MAX) return false;
    return this.count(`${minute}/program/${partyId}`) <= CLICKS_PER_PROGRAM_MAX;
  }

  private count(name: string): number {
    const count = (this.counts.get(name) ?? 0) + 1;
    this.counts.set(name, count);
    return count;
  }
}
