import { PostgresEventStore } from '@ledgerline/platform/eventstore';
import { System } from '../world/system';

/** An event of a type that no build knows, in an account's stream. */
export async function plantPoison({ ground }: System): Promise<void> {
  const store = await PostgresEventStore.open({ url: ground.appUrl, readersMax: 1 });
  try {
    const data = '{}';
    const metadata = JSON.stringify({ at: new Date().toISOString(), cause: 'time' });
    const id = '3f0c2a52-7a55-5d0e-9a0b-5d6f3b1c9e21';
    const poison = { id, type: 'ledgerline.account.poisoned.v1', data, metadata };
    const { outcome } = await store.append('account-poison', 'no-stream', [poison]);
    if (outcome !== 'ok') throw new Error(`the poison was not planted: ${outcome}`);
  } finally {
    await store.close();
  }
}
