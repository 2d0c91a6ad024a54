import type { CommandFamily } from '@ledgerline/platform/commands';
import { CatalogReader } from './catalog-reader';
import { CatalogEvent, CatalogState, catalogStream } from './domain/catalog-stream';

/** What all commands on the catalog have in common; who published a version decides under it at once. */
export function catalogFamily(reader: CatalogReader): CommandFamily<CatalogState, CatalogEvent, undefined> {
  return {
    stream: catalogStream,
    summaryName: 'catalog',
    summary: ({ version }) => ({ version }),
    ownerOf: catalogOwner,
    opensStream: () => true,
    afterwards: () => reader.refresh(),
  };
}

/** Whose key seals what is personal in the catalog's commands: no party's, for an id has no colon. */
export function catalogOwner(catalogId: string): string {
  return `catalog:${catalogId}`;
}
