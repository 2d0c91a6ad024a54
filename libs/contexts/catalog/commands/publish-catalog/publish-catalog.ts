import { isDeepStrictEqual } from 'node:util';
import { accept, Decision, noEffect, refuse } from '@ledgerline/kernel';
import { CatalogDocument } from '../../domain/catalog-document';
import { continuityErrors } from '../../domain/catalog-errors';
import { CatalogEvent, CatalogState } from '../../domain/catalog-stream';

export interface PublishCatalog {
  readonly document: CatalogDocument;
  readonly author: string;
  readonly reason: string;
  /** The version the editor started from; null or left out: whichever is in force. */
  readonly expectedVersion?: number | null;
}

/** Enough to mend, and within what an event of a refusal holds. */
const INCOMPATIBLE_FIELDS_MAX = 20;

/** A validated document becomes the next version; publishing what is in force already changes nothing. */
export function publishCatalog(
  command: PublishCatalog,
  state: CatalogState,
  { now }: { readonly now: string },
): Decision<CatalogEvent> {
  const expectedVersion = command.expectedVersion ?? null;
  if (expectedVersion !== null && expectedVersion !== state.version) {
    return refuse('catalog-conflict', { expectedVersion, version: state.version });
  }
  if (isDeepStrictEqual(state.document, command.document)) return noEffect('already-in-force');
  const errors = continuityErrors(command.document, state);
  if (errors.length > 0) {
    const located = errors.slice(0, INCOMPATIBLE_FIELDS_MAX);
    const figures = located.map(({ field, message }) => [`document.${field}`, message] as const);
    return refuse('catalog-incompatible', Object.fromEntries(figures));
  }

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
