import { DynamicModule, Module } from '@nestjs/common';
import { commandController } from '@ledgerline/platform/commands';
import { catalogFamily } from './catalog-family';
import { CatalogReader } from './catalog-reader';
import { catalogCommands } from './commands/registry';
import { CatalogController } from './queries/catalog.http';

/** Commands and queries of the catalog, as routes. */
@Module({})
export class CatalogModule {
  static with(reader: CatalogReader): DynamicModule {
    const family = catalogFamily(reader);
    return {
      module: CatalogModule,
      controllers: [...catalogCommands.map((slice) => commandController(family, slice)), CatalogController],
      providers: [{ provide: CatalogReader, useValue: reader }],
    };
  }
}
