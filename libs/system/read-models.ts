import { decodeEvents } from '@ledgerline/platform/projections';
import { accountEvents, accountProjections } from '@ledgerline/contexts/accounts';
import { catalogStream } from '@ledgerline/contexts/catalog';

/** Every read model of the system, in every context. */
export const projections = [...accountProjections];

/** Every event the read models are made from; a stream of the catalog has no read model of its own. */
export const decode = decodeEvents([accountEvents], [catalogStream.category]);
