import type { StreamDefinition } from '@ledgerline/platform/ledger';
import { Catalog } from '@ledgerline/contexts/catalog';
import { accountEvents } from './account-event-registry';
import { AccountEvent } from './account-events';
import { accountSnapshot } from './account-snapshot';
import { AccountState, initialAccount } from './account-state';
import { evolveAccount } from './evolve';
import { refusalIsRecorded } from './refusal-rate';
import { settleAccount } from './settle';
import { generationSubject, grantSubject, refusalSubject, takenBackSubject } from './subjects';

/** Where an account finds the policy it decides under. */
export interface CatalogSource {
  /** The newest version this process knows. */
  current(): Catalog;
  /** At least that version: an account never decides under a catalog older than its last event's. */
  atLeast(version: number): Promise<Catalog>;
}

export type AccountStream = StreamDefinition<AccountState, AccountEvent, Catalog>;

/**
 * The stream `account-<accountId>`: everything that can refuse a generation, so that one append decides it.
 */
export function accountStream(catalogs: CatalogSource): AccountStream {
  return {
    category: 'account',
    events: accountEvents,
    initial: initialAccount,
    evolve: evolveAccount,
    snapshot: accountSnapshot,
    settle: settleAccount,
    refused: (refusal, { command, state, context, now }) =>
      refusalIsRecorded(refusal.reason, state, now)
        ? {
            type: 'CommandRefused',
            data: {
              command: command.name,
              reason: refusal.reason,
              figures: refusal.figures,
              parameters: command.parameters,
              sealed: command.sealed,
              catalogVersion: context.version,
              refusedAt: now,
            },
          }
        : undefined,
    hadNoEffect: (reason, command, catalog) => ({
      type: 'CommandHadNoEffect',
      data: {
        command: command.name,
        reason,
        parameters: command.parameters,
        catalogVersion: catalog.version,
      },
    }),
    outcomeOf: (event) => {
      if (event.type === 'CommandHadNoEffect') return { outcome: 'no-effect' };
      if (event.type !== 'CommandRefused') return { outcome: 'accepted' };
      const { reason, figures } = event.data;
      return { outcome: 'refused', refusal: { kind: 'refused', reason, figures } };
    },
    subjectOf,
    contextFor: (state) => {
      const current = catalogs.current();
      return state.catalogVersion <= current.version ? current : catalogs.atLeast(state.catalogVersion);
    },
  };
}

function subjectOf({ type, data }: AccountEvent): string | undefined {
  if (type === 'CommandRefused') {
    const { generationId } = data.parameters;
    return typeof generationId === 'string' ? refusalSubject(generationId) : undefined;
  }
  if (type === 'PurchaseRefunded') return takenBackSubject(data);
  if ('creditType' in data && 'reference' in data) {
    return data.reference === null ? undefined : grantSubject(data.creditType, data.reference);
  }
  return 'requestedAt' in data ? generationSubject(data.generationId) : undefined;
}
