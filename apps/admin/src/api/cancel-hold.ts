import type { CancelledGeneration, Hold } from './contract';
import { accountPath } from './queries';
import { request } from './request';

export interface CancelHold {
  readonly hold: Hold;
  readonly reason: string;
  readonly idempotencyKey: string;
}

/** Gives a hold back and waits until the list of holds reflects it: the next look will not show it. */
export async function cancelHold({ hold, reason, idempotencyKey }: CancelHold): Promise<CancelledGeneration> {
  const generation = `${accountPath(hold.accountId)}/generations/${encodeURIComponent(hold.generationId)}`;
  const answer = await request<CancelledGeneration>(`${generation}/admin-cancel`, {
    method: 'POST',
    body: { reason },
    idempotencyKey,
  });
  const query = { accountId: hold.accountId, limit: 1, minPosition: answer.position };
  // A read model that is late does not make the cancellation any less done.
  await request('/v1/holds', { query }).catch(() => undefined);
  return answer;
}

/** A fresh key; `crypto.randomUUID` is missing where the page is served without TLS. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `admin-page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
