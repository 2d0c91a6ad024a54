import { timestamp } from '@ledgerline/kernel';
import { commandIdOf, Ledger, streamName } from '@ledgerline/platform/ledger';
import { CATALOG_ID } from './catalog-reader';
import { publishCatalog } from './commands/publish-catalog/publish-catalog';
import { catalogStream } from './domain/catalog-stream';
import { DEFAULT_CATALOG } from './domain/default-catalog';

const SEEDER = 'ledgerline';

/**
 * A new installation gets the default catalog as version 1: once, however many processes start at the same
 * time.
 */
export async function seedCatalog(ledger: Ledger, now: () => number): Promise<void> {
  const { state } = await ledger.read(catalogStream, CATALOG_ID);
  if (state.version > 0) return;
  const stream = streamName(catalogStream, CATALOG_ID);
  const command = { document: DEFAULT_CATALOG, author: SEEDER, reason: 'the default catalog' };
  await ledger.execute(catalogStream, {
    name: 'PublishCatalog',
    parameters: { reason: command.reason },
    sealed: null,
    streamId: CATALOG_ID,
    commandId: commandIdOf({ principal: SEEDER, stream, key: 'seed' }),
    commandHash: 'default-catalog',
    receivedAt: timestamp(now()),
    origin: { actor: SEEDER, role: 'admin', requestId: 'seed' },
    decide: (current, context) =>
      current.version > 0
        ? { kind: 'no-effect', reason: 'already-seeded' }
        : publishCatalog(command, current, context),
  });
}
