import { isDeepStrictEqual } from 'node:util';
import { accept, Decision, noEffect } from '@ledgerline/kernel';
import { CatalogDocument } from '../../domain/catalog-document';
import { CatalogEvent, CatalogState } from '../../domain/catalog-stream';

export interface PublishCatalog {
  readonly document: CatalogDocument;
  readonly author: string;
  readonly reason: string;
}

/** A validated document becomes the next version; publishing what is in force already changes nothing. */
export function publishCatalog(
  command: PublishCatalog,
  state: CatalogState,
  { now }: { readonly now: string },
): Decision<CatalogEvent> {
  if (isDeepStrictEqual(state.document, command.document)) return noEffect('already-in-force');

  return accept({
    type: 'CatalogPublished',
    data: {
      version: state.version + 1,
      document: command.document,
      author: command.author,
      reason: command.reason,
      publishedAt: now,
    },
  });
}
