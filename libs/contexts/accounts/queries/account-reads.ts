import type { Timestamp } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { Sealer } from '@ledgerline/platform/sealing';

/** What the queries of this context read with; the module provides it under {@link ACCOUNT_READS}. */
export interface AccountReads {
  readonly models: ReadModels;
  readonly sealer: Pick<Sealer, 'open'>;
  /** The catalog in force: refills of tiers, descriptions of limits. */
  readonly catalog: () => Catalog | Promise<Catalog>;
  readonly now: () => Timestamp;
  /** How far the slowest read model is behind the log. */
  readonly lag: () => Promise<{
    readonly events: number;
    readonly seconds: number;
    readonly halted?: readonly HaltedReadModel[];
  }>;
}

/** A read model that stands at an event it cannot fold: its figures are those of before that event. */
export interface HaltedReadModel {
  readonly readModel: string;
  /** Of the event. */
  readonly position: string;
  readonly error: string;
}

export const ACCOUNT_READS = Symbol('ACCOUNT_READS');

/** Whether the asker may read what is personal: prompts, error texts, addresses. Others get null instead. */
export type Personal = 'shown' | 'hidden';
