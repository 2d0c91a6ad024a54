import { decodeEvents, projectionLag, standstillCheck } from '@ledgerline/platform/projections';
import type { HealthCheck } from '@ledgerline/platform/http';
import type { Runtime } from '@ledgerline/platform/runtime';
import { accountEvents, accountProjections } from '@ledgerline/contexts/accounts';
import { catalogEvents } from '@ledgerline/contexts/catalog';

/** Every read model of the system, in every context. */
export const projections = [...accountProjections];

/** Every event the read models are made from: what is published to the catalog stands in the audit. */
export const decode = decodeEvents([accountEvents, catalogEvents]);

/** Fails while a read model has halted, or stands still though the log moves on. */
export function readModelsCheck({ pool, store, now }: Pick<Runtime, 'pool' | 'store' | 'now'>): HealthCheck {
  return { name: 'read models', check: standstillCheck(() => projectionLag(pool, store, projections), now) };
}

/**
 * Fails while a read model stands still though the log moves on: the projector of this very process does not
 * do its work. One that halted tells so itself and takes nothing else with it.
 */
export function projectorCheck({ pool, store, now }: Pick<Runtime, 'pool' | 'store' | 'now'>): HealthCheck {
  const moving = async () =>
    (await projectionLag(pool, store, projections)).filter(({ state }) => state !== 'halted');
  return { name: 'projector', check: standstillCheck(moving, now) };
}
