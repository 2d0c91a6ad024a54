import type { CommandFamily } from '@ledgerline/platform/commands';
import { CatalogReader } from './catalog-reader';
import { CatalogEvent, CatalogState, catalogStream } from './domain/catalog-stream';

/** What all commands on the catalog have in common; who published a version decides under it at once. */
export function catalogFamily(reader: CatalogReader): CommandFamily<CatalogState, CatalogEvent, undefined> {
  return {
    stream: catalogStream,
    summaryName: 'catalog',
    summary: ({ version }) => ({ version }),
    ownerOf: (catalogId) => `catalog:${catalogId}`,
    opensStream: () => true,
    afterwards: () => reader.refresh(),
  };
}
