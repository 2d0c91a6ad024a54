import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiEndpoint, Problem } from '@ledgerline/platform/http';
import { CatalogReader } from '../catalog-reader';
import { type CatalogChange, catalogDiff } from '../domain/catalog-diff';
import type { CatalogDocument } from '../domain/catalog-document';
import type { CatalogPublished } from '../domain/catalog-stream';

const EXAMPLE = { version: 1, document: { unknownActions: 'allow', tiers: [], limits: [], actions: [] } };
const READERS = ['service', 'finance'] as const;

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
      example: {
        from: 1,
        to: 2,
        changes: [{ field: 'limits[images_daily].values.free', change: 'changed', before: 10, after: 12 }],
      },
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
}
