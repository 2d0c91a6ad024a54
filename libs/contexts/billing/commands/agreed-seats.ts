import { UNLIMITED } from '@ledgerline/kernel';
import type { Ledger } from '@ledgerline/platform/ledger';
import { liveOf } from '../domain/subscription/subscription-state';
import { subscriptionStream } from '../streams/subscription-stream';

/** For how many members an account's subscription was agreed on; null: for any number, or none has begun. */
export async function agreedSeats(ledger: Pick<Ledger, 'read'>, accountId: string): Promise<number | null> {
  const life = liveOf((await ledger.read(subscriptionStream, accountId)).state);
  if (!life || life.status === 'INCOMPLETE' || life.seats === Number(UNLIMITED)) return null;
  return life.seats;
}
