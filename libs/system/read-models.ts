import type { LedgerlineConfig } from '@ledgerline/platform/config';
import { decodeEvents, Projection, projectionLag, standstillCheck } from '@ledgerline/platform/projections';
import type { HealthCheck } from '@ledgerline/platform/http';
import type { Runtime } from '@ledgerline/platform/runtime';
import {
  accountEvents,
  accountProjections,
  analyticsProjections,
  commandAuditOf,
} from '@ledgerline/contexts/accounts';
import { catalogEvents } from '@ledgerline/contexts/catalog';
import { contexts } from './contexts';

const events = [accountEvents, catalogEvents, ...contexts.flatMap((context) => context.events)];

/** Of every context, also of those that accounts, whose read model it is, may not know. */
const audit = commandAuditOf(events);

/** Every read model of the system, in every context. */
export const projections: readonly Projection[] = [
  ...accountProjections.map((one) => (one.name === audit.name ? audit : one)),
  ...contexts.flatMap((context) => context.projections),
];

/** Those that are kept up: without analytics theirs stand still, and catch up once it is on again. */
export function keptProjections({ policy }: Pick<LedgerlineConfig, 'policy'>): readonly Projection[] {
  return projections.filter((one) => policy.analyticsEnabled || !analyticsProjections.includes(one));
}

/** Every event the read models are made from: what is published to the catalog stands in the audit. */
export const decode = decodeEvents(events);

/** Fails while a read model has halted, or stands still though the log moves on. */
export function readModelsCheck({ config, pool, store, now }: Looking): HealthCheck {
  const kept = keptProjections(config);
  return { name: 'read models', check: standstillCheck(() => projectionLag(pool, store, kept), now) };
}

type Looking = Pick<Runtime, 'pool' | 'store' | 'now'> & {
  readonly config: Pick<LedgerlineConfig, 'policy'>;
};

/**
 * Fails while a read model stands still though the log moves on: the projector of this very process does not
 * do its work. One that halted tells so itself and takes nothing else with it.
 */
export function projectorCheck({ config, pool, store, now }: Looking): HealthCheck {
  const kept = keptProjections(config);
  const moving = async () =>
    (await projectionLag(pool, store, kept)).filter(({ state }) => state !== 'halted');
  return { name: 'projector', check: standstillCheck(moving, now) };
}
