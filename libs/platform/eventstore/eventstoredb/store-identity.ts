import { randomBytes } from 'node:crypto';
import {
  BACKWARDS,
  END,
  ErrorType,
  EventStoreDBClient,
  ResolvedEvent,
  jsonEvent,
} from '@eventstore/db-client';
import { appendOnce, collect } from './client-calls';
import { Credentials } from './connection-settings';

/** Not of our event types, so that no reader of the log ever sees it. */
export const IDENTITY_STREAM = 'ledgerlineStore';
const IDENTITY_TYPE = 'ledgerlineStore.named.v1';

interface Access {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
  readonly timeoutMs: number;
}

/**
 * The log's identity, part of every position: the last name in a stream of its own. A new log is given one;
 * of several that try at once, one succeeds. Whoever restores a log names it anew ({@link renameStore}), so
 * that what was read from the newer one is refused.
 */
export async function storeIdentity(access: Access): Promise<string> {
  const named = await lastName(access);
  if (named) return named.storeId;
  await nameStore(access, 'no_stream').catch((error: unknown) => {
    if ((error as { type?: string }).type !== ErrorType.WRONG_EXPECTED_VERSION) throw error;
  });
  const given = await lastName(access);
  if (!given) throw new Error(`the stream ${IDENTITY_STREAM} cannot be read back`);
  return given.storeId;
}

/** Gives the log another identity, and answers it: every position known so far is refused from now on. */
export async function renameStore(access: Access): Promise<string> {
  const named = await lastName(access);
  return nameStore(access, named ? named.revision : 'no_stream');
}

async function nameStore(access: Access, expected: bigint | 'no_stream'): Promise<string> {
  const data = { storeId: `es${randomBytes(5).toString('hex')}` };
  const events = [jsonEvent({ type: IDENTITY_TYPE, data })];
  await appendOnce(access.client, { stream: IDENTITY_STREAM, expected, events }, access);
  return data.storeId;
}

async function lastName(access: Access): Promise<{ storeId: string; revision: bigint } | undefined> {
  const { client, credentials, timeoutMs } = access;
  const reading = { fromRevision: END, direction: BACKWARDS, maxCount: 1, credentials } as const;
  try {
    const source = client.readStream(IDENTITY_STREAM, reading);
    const [last] = await collect<ResolvedEvent>(source, `reading ${IDENTITY_STREAM}`, timeoutMs);
    const event = last?.event;
    if (!event) return undefined;
    const { storeId } = event.data as { storeId?: unknown };
    if (typeof storeId === 'string' && /^es[0-9a-f]{10}$/.test(storeId)) {
      return { storeId, revision: event.revision };
    }
    throw new Error(`the stream ${IDENTITY_STREAM} holds something else than the log's identity`);
  } catch (error) {
    if ((error as { type?: string }).type === ErrorType.STREAM_NOT_FOUND) return undefined;
    throw error;
  }
}
