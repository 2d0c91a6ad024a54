import { AnyCommandSlice } from '@ledgerline/platform/commands';
import { publishCatalogSlice } from './publish-catalog/publish-catalog.http';

/** Every command on the catalog: a new one is one folder and one line here. */
export const catalogCommands: readonly AnyCommandSlice[] = [publishCatalogSlice];
