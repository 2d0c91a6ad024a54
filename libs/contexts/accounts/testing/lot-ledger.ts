import { UNLIMITED } from '@ledgerline/kernel';
import { AccountEvent } from '../domain/account-events';

/** What a history says of credits, holds and limits, added up from its facts alone. */
export function ledgerOf(history: readonly AccountEvent[]) {
  const granted = new Map<string, bigint>();
  const spent = new Map<string, bigint>();
  const expired = new Map<string, bigint>();
  /** How often each hold ended. */
  const resolutions = new Map<string, number>();
  /** Requests that were let in above a limit in force. */
  const overruns: string[] = [];
  const add = (to: Map<string, bigint>, lotId: string, micros: bigint) =>
    to.set(lotId, (to.get(lotId) ?? 0n) + micros);
  for (const { type, data } of history) {
    if (type === 'CreditsGranted') add(granted, data.lotId, data.amountMicros);
    if (type === 'LotLapsed') add(expired, data.lotId, data.amountMicros);
    if (type === 'GenerationCompleted' || type === 'GenerationCompletedLate') {
      for (const { lotId, amountMicros } of data.charged) add(spent, lotId, amountMicros);
    }
    if ('returned' in data) resolutions.set(data.generationId, (resolutions.get(data.generationId) ?? 0) + 1);
    if (type !== 'GenerationRequested') continue;
    for (const { limit, enforced, limitValue, usedBefore, heldBefore, units } of data.limits) {
      const over = usedBefore + heldBefore + units > limitValue;
      if (enforced && limitValue !== UNLIMITED && over) overruns.push(`${data.generationId} ${limit}`);
    }
  }
  return { granted, spent, expired, resolutions, overruns };
}
