import { IsOptional } from 'class-validator';
import { CommandSlice } from '@ledgerline/platform/commands';
import { IntegerBetween, JsonObject, Problem, Text } from '@ledgerline/platform/http';
import { CATALOG_ID } from '../../catalog-reader';
import { asCatalogDocument, asErrorsOfRequest, catalogErrors } from '../../domain/catalog-errors';
import { CatalogEvent, CatalogState } from '../../domain/catalog-stream';
import { DEFAULT_CATALOG } from '../../domain/default-catalog';
import { PublishCatalog, publishCatalog } from './publish-catalog';

export const DOCUMENT_BYTES_MAX = 60_000;
const VERSION_MAX = 1_000_000;

class PublishCatalogBody {
  @JsonObject(DOCUMENT_BYTES_MAX)
  document!: Record<string, unknown>;

  @Text(500)
  reason!: string;

  @IsOptional()
  @IntegerBetween(0, VERSION_MAX)
  expectedVersion?: number;
}

export const publishCatalogSlice: CommandSlice<
  PublishCatalogBody,
  PublishCatalog,
  CatalogState,
  CatalogEvent,
  undefined
> = {
  name: 'PublishCatalog',
  route: {
    tag: 'catalog',
    path: '/v1/catalog',
    summary: 'Publish a whole catalog as the next version; nothing granted or counted is touched',
    roles: [],
    acceptedStatus: 201,
    refusals: ['catalog-conflict', 'catalog-incompatible'],
    examples: {
      body: { document: DEFAULT_CATALOG, reason: 'new prices', expectedVersion: 1 },
      facts: { version: 2 },
    },
  },
  body: PublishCatalogBody,
  streamId: () => CATALOG_ID,
  command: ({ body, principal }) => {
    const errors = catalogErrors(body.document);
    if (errors.length > 0) throw new Problem('validation-failed', { errors: asErrorsOfRequest(errors) });
    const { reason, expectedVersion = null } = body;
    return { document: asCatalogDocument(body.document), author: principal, reason, expectedVersion };
  },
  decide: publishCatalog,
  facts: (events) => {
    const published = events.find((event) => event.type === 'CatalogPublished');
    return published ? { version: published.data.version } : {};
  },
};
