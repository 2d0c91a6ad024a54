import { Projection } from '@ledgerline/platform/projections';
import { UsageError } from './cli-command';

/** The read model of a name. @throws UsageError that lists what there is */
export function findProjection(projections: readonly Projection[], name: string | undefined): Projection {
  const found = projections.find((projection) => projection.name === name);
  if (found) return found;
  const names = projections.map((projection) => projection.name).join(', ');
  throw new UsageError(`There is no read model ${name ?? 'without a name'}. There are: ${names}.`);
}
