import { Controller, Get, HttpStatus, Inject, Param, Post, Req } from '@nestjs/common';
import { ApiEndpoint, type ApiRequest, JsonObject, Problem, validBody } from '@ledgerline/platform/http';
import { CatalogReader } from '../catalog-reader';
import { DOCUMENT_BYTES_MAX } from '../commands/publish-catalog/publish-catalog.http';
import { type CatalogChange, catalogDiff } from '../domain/catalog-diff';
import type { CatalogDocument } from '../domain/catalog-document';
import { asCatalogDocument, asErrorsOfRequest, draftErrors } from '../domain/catalog-errors';
import type { CatalogPublished } from '../domain/catalog-stream';
import { DEFAULT_CATALOG } from '../domain/default-catalog';

const EXAMPLE = { version: 1, document: { unknownActions: 'allow', tiers: [], limits: [], actions: [] } };
const CHANGE = { field: 'limits[images_daily].values.free', change: 'changed', before: 10, after: 12 };
const READERS = ['service', 'finance'] as const;

class DraftBody {
  @JsonObject(DOCUMENT_BYTES_MAX)
  document!: Record<string, unknown>;
}

@Controller('/v1/catalog')
export class CatalogController {
  constructor(@Inject(CatalogReader) private readonly reader: CatalogReader) {}

  @Get()
  @ApiEndpoint({
    summary: 'The catalog in force',
    tag: 'catalog',
    roles: READERS,
    success: { example: EXAMPLE },
    problems: [],
  })
  inForce(): { version: number; document: CatalogDocument } {
    const { version, document } = this.reader.current();
    return { version, document };
  }

  @Get('versions')
  @ApiEndpoint({
    summary: 'Every version of the catalog: who published it, when and why',
    tag: 'catalog',
    roles: READERS,
    success: { example: { items: [{ version: 1, author: 'ledgerline', reason: 'the default catalog' }] } },
    problems: [],
  })
  async versions(): Promise<{ items: Omit<CatalogPublished['data'], 'document'>[] }> {
    const history = await this.reader.history();
    const items = history.map(({ version, author, reason, publishedAt }) => ({
      version,
      author,
      reason,
      publishedAt,
    }));
    return { items };
  }

  @Get('versions/:version')
  @ApiEndpoint({
    summary: 'One version of the catalog, whole',
    tag: 'catalog',
    roles: READERS,
    success: { example: { ...EXAMPLE, author: 'ledgerline', reason: 'the default catalog' } },
    problems: ['catalog-version-not-found'],
  })
  async version(@Param('version') version: string): Promise<CatalogPublished['data']> {
    const found = (await this.reader.history()).find((published) => String(published.version) === version);
    if (!found) throw new Problem('catalog-version-not-found');
    return found;
  }

  @Get('versions/:version/diff/:other')
  @ApiEndpoint({
    summary: 'What leads from one version to another, by exact field',
    tag: 'catalog',
    roles: READERS,
    success: {
      example: { from: 1, to: 2, changes: [CHANGE] },
    },
    problems: ['catalog-version-not-found'],
  })
  async diff(
    @Param('version') version: string,
    @Param('other') other: string,
  ): Promise<{ from: number; to: number; changes: readonly CatalogChange[] }> {
    const history = await this.reader.history();
    const from = history.find((published) => String(published.version) === version);
    const to = history.find((published) => String(published.version) === other);
    if (!from || !to) throw new Problem('catalog-version-not-found');
    return { from: from.version, to: to.version, changes: catalogDiff(from.document, to.document) };
  }

  @Post('diff')
  @ApiEndpoint({
    summary:
      'What publishing a draft would change, by exact field, or what is wrong with it; publishes nothing',
    tag: 'catalog',
    roles: ['finance'],
    body: { type: DraftBody, example: { document: DEFAULT_CATALOG } },
    success: { status: HttpStatus.OK, example: { from: 1, changes: [CHANGE] } },
    problems: [],
  })
  draftDiff(@Req() request: ApiRequest): { from: number; changes: readonly CatalogChange[] } {
    const draft = validBody(DraftBody, request.body).document;
    const { version, document } = this.reader.current();
    const errors = draftErrors(draft, document);
    if (errors.length > 0) throw new Problem('validation-failed', { errors: asErrorsOfRequest(errors) });
    return { from: version, changes: catalogDiff(document, asCatalogDocument(draft)) };
  }
}
