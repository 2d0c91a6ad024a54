import { Timestamp } from '@ledgerline/kernel';
import { BENCH_TIER } from './bench-catalog';
import { BenchLedger } from './open-bench-ledger';

const AT_ONCE = 256;

/** Opens every account; its trial grant lasts for the whole bench. */
export function openAccounts(ledger: BenchLedger, accountIds: readonly string[]): Promise<void> {
  return each(accountIds, async (id) => {
    const body = { owner: { kind: 'workspace', id }, tier: BENCH_TIER };
    await ledger.accepted('OpenAccount', {}, { body, key: `open-${id}` });
  });
}

/** A lot for every account, and all of them end at one instant. */
export function grantLots(
  ledger: BenchLedger,
  accountIds: readonly string[],
  expiresAt: Timestamp,
): Promise<void> {
  const body = { type: 'BONUS', credits: '5', reason: 'bench', expiresAt };
  return each(accountIds, async (accountId) => {
    await ledger.accepted('GrantCredits', { accountId }, { body, key: `grant-${accountId}` });
  });
}

async function each(ids: readonly string[], act: (id: string) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let id = ids[next++]; id !== undefined; id = ids[next++]) await act(id);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
