import { connectionSettings } from './connection-settings';
import { leaseClient } from './shared-client';
import { renameStore } from './store-identity';

const TIMEOUT_MS = 10_000;

/**
 * Tells a log that was restored to an earlier point that it is another one now; no process may be at work.
 * @returns what new positions begin with
 * @throws ConnectionStringInvalid, or the client's error when the server does not answer
 */
export async function renameEventStoreDbLog(given: { url: string; production: boolean }): Promise<string> {
  const { url, credentials } = connectionSettings(given.url, given);
  const { client, release } = leaseClient(url);
  try {
    return await renameStore({ client, credentials, timeoutMs: TIMEOUT_MS });
  } finally {
    await release();
  }
}
