import { defineEvent, DomainEvent, earlierVersion, eventRegistry, Timestamp } from '@ledgerline/kernel';
import type { StreamDefinition } from '@ledgerline/platform/ledger';
import { CatalogDocument, LimitEntry } from './catalog-document';

export type CatalogPublished = DomainEvent<
  'CatalogPublished',
  { version: number; document: CatalogDocument; author: string; reason: string; publishedAt: Timestamp }
>;
export type CatalogCommandRefused = DomainEvent<
  'CatalogCommandRefused',
  { command: string; reason: string; figures: Readonly<Record<string, string | number | boolean | null>> }
>;
export type CatalogCommandHadNoEffect = DomainEvent<
  'CatalogCommandHadNoEffect',
  { command: string; reason: string }
>;
export type CatalogEvent = CatalogPublished | CatalogCommandRefused | CatalogCommandHadNoEffect;

/** Where the catalog stands: only the newest version decides. */
export interface CatalogState {
  /** 0 before the first version. */
  readonly version: number;
  readonly document: CatalogDocument | undefined;
  /** Every limit that was ever published, as it was last: one that comes back counts as it did. */
  readonly limits: readonly LimitEntry[];
}

/** A rolling limit looked back an hour, and nothing else could be said. */
const catalogPublishedV1 = earlierVersion<CatalogPublished['data'], CatalogPublished['data']>(
  'ledgerline.catalog.published.v1',
  {},
  (old) => ({ ...old, document: { ...old.document, limits: old.document.limits.map(withDuration) } }),
);

function withDuration(entry: LimitEntry): LimitEntry {
  if ((entry.kind as string) !== 'rolling-hour') return entry;
  return { ...entry, kind: 'rolling', durationSeconds: 3_600 };
}

export const catalogEvents = eventRegistry<CatalogEvent>({
  CatalogPublished: defineEvent<CatalogPublished>('CatalogPublished', 'ledgerline.catalog.published.v2', {}, [
    catalogPublishedV1,
  ]),
  CatalogCommandRefused: defineEvent<CatalogCommandRefused>(
    'CatalogCommandRefused',
    'ledgerline.catalog.command-refused.v1',
    {},
  ),
  CatalogCommandHadNoEffect: defineEvent<CatalogCommandHadNoEffect>(
    'CatalogCommandHadNoEffect',
    'ledgerline.catalog.command-had-no-effect.v1',
    {},
  ),
});

const evolvers: {
  readonly [T in CatalogEvent['type']]: (
    state: CatalogState,
    data: Extract<CatalogEvent, { type: T }>['data'],
  ) => CatalogState;
} = {
  CatalogPublished: ({ limits }, { version, document }) => {
    const names = new Set(document.limits.map(({ name }) => name));
    const gone = limits.filter(({ name }) => !names.has(name));
    return { version, document, limits: [...document.limits, ...gone] };
  },
  CatalogCommandRefused: (state) => state,
  CatalogCommandHadNoEffect: (state) => state,
};

/** The stream `catalog-<name>`: every version of the catalog, whole. */
export const catalogStream: StreamDefinition<CatalogState, CatalogEvent, undefined> = {
  category: 'catalog',
  events: catalogEvents,
  initial: () => ({ version: 0, document: undefined, limits: [] }),
  evolve: (state, event) => evolvers[event.type](state, event.data as never),
  settle: () => [],
  refused: ({ reason, figures }, { command }) => ({
    type: 'CatalogCommandRefused',
    data: { command: command.name, reason, figures },
  }),
  hadNoEffect: (reason, { name }) => ({ type: 'CatalogCommandHadNoEffect', data: { command: name, reason } }),
  outcomeOf: (event) => {
    if (event.type === 'CatalogCommandHadNoEffect') return { outcome: 'no-effect' };
    if (event.type === 'CatalogPublished') return { outcome: 'accepted' };
    const { reason, figures } = event.data;
    return { outcome: 'refused', refusal: { kind: 'refused', reason, figures } };
  },
  subjectOf: () => undefined,
  contextFor: () => undefined,
};
