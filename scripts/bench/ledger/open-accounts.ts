import { BENCH_TIER } from './bench-catalog';
import { BenchLedger } from './open-bench-ledger';

const AT_ONCE = 256;

/** Opens every account; its trial grant lasts for the whole bench. */
export async function openAccounts(ledger: BenchLedger, accountIds: readonly string[]): Promise<void> {
  let next = 0;
  const open = async (): Promise<void> => {
    for (let id = accountIds[next++]; id !== undefined; id = accountIds[next++]) {
      const body = { owner: { kind: 'workspace', id }, tier: BENCH_TIER };
      await ledger.accepted('OpenAccount', {}, { body, key: `open-${id}` });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, open));
}
