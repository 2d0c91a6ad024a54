import type { CommandAnswer } from './contract';
import { request } from './request';

export interface SendCommand {
  readonly path: string;
  /** Absent for what concerns no account. */
  readonly accountId?: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
  /** The list that is to show it first; the audit unless told. */
  readonly shownIn?: string | undefined;
}

/** Sends a command and waits until a list reflects it: the next look at it will show what was done. */
export async function sendCommand(command: SendCommand): Promise<CommandAnswer> {
  const { path, accountId, body, idempotencyKey, shownIn = '/v1/audit' } = command;
  const answer = await request<CommandAnswer>(path, { method: 'POST', body, idempotencyKey });
  const query = { accountId, limit: 1, minPosition: answer.position };
  // A read model that is late does not make the command any less done.
  await request(shownIn, { query }).catch(() => undefined);
  return answer;
}

/** A fresh key; `crypto.randomUUID` is missing where the page is served without TLS. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `admin-page-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
