import { EXIT_CODES, LedgerlineConfig, StartupFault } from '@ledgerline/platform/config';
import {
  connectionSettings,
  ConnectionStringInvalid,
  EventStore,
  EventStoreDbEventStore,
  PositionRefused,
} from '@ledgerline/platform/eventstore';
import { Reachable, untilReachable } from './until-reachable';

export interface OpenEventStoreDb {
  readonly applicationName: string;
  /** Hears of what the store mends by itself. */
  readonly onFault?: ((error: unknown) => void) | undefined;
  readonly indexing: boolean;
  readonly waiting: Pick<Reachable, 'patienceMs' | 'onWait'>;
}

/**
 * Waits until EventStoreDB answers, and opens the log in it.
 * @throws StartupFault in words for whoever started the process: at once for what does not pass by waiting
 */
export async function openEventStoreDb(
  { eventStoreUrl, databaseUrl, nodeEnv }: LedgerlineConfig,
  { applicationName, onFault, waiting, indexing }: OpenEventStoreDb,
): Promise<EventStore> {
  const [url, production] = [eventStoreUrl!, nodeEnv === 'production'];
  const connection = { url, databaseUrl: databaseUrl!, applicationName, production, indexing };
  const options = { ...connection, ...(onFault && { onFault }) };
  let opened: EventStore | undefined;
  await untilReachable({
    what: `EventStoreDB at ${whereOf(url, production)} (EVENT_STORE_URL)`,
    attempt: async () => {
      // Another log's index is no matter of reaching it: that is told after the waiting.
      opened = await EventStoreDbEventStore.open(options).catch(refusedAtOnce);
    },
    remedyOf: remedyFor,
    ...waiting,
  });
  return opened!;
}

function whereOf(url: string, production: boolean): string {
  try {
    return connectionSettings(url, { production }).where;
  } catch (cause) {
    if (!(cause instanceof ConnectionStringInvalid)) throw cause;
    const message = `EVENT_STORE_URL cannot be used: ${cause.message}`;
    throw new StartupFault(message, EXIT_CODES.configuration, { cause });
  }
}

function refusedAtOnce(cause: unknown): never {
  if (cause instanceof PositionRefused) throw new StartupFault(cause.message, EXIT_CODES.data, { cause });
  throw cause;
}

/** What EventStoreDB will answer in a minute too, and what to do about it. */
export function remedyFor(error: unknown): string | undefined {
  const { type, message } = error as { type?: string; message?: string };
  if (type === 'access-denied') return 'Correct the user or the password in EVENT_STORE_URL.';
  if (/wrong version number|packet length too long|EPROTO/i.test(message ?? ''))
    return 'It speaks no TLS: add ?tls=false to EVENT_STORE_URL, or give the server a certificate.';
  if (/self.signed|unable to (?:get|verify)|certificate has expired|altname/i.test(message ?? ''))
    return 'Its certificate is not trusted: name the authority with ?tlsCAFile=… in EVENT_STORE_URL.';
  return undefined;
}
