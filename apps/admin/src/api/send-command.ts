import type { CommandAnswer } from './contract';
import { request } from './request';

export interface SendCommand {
  readonly path: string;
  readonly accountId: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly idempotencyKey: string;
}

/** Sends a command and waits until the audit reflects it: the next look at any list will show it. */
export async function sendCommand(command: SendCommand): Promise<CommandAnswer> {
  const { path, accountId, body, idempotencyKey } = command;
  const answer = await request<CommandAnswer>(path, { method: 'POST', body, idempotencyKey });
  const query = { accountId, limit: 1, minPosition: answer.position };
  // A read model that is late does not make the command any less done.
  await request('/v1/audit', { query }).catch(() => undefined);
  return answer;
}
