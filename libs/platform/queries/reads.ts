import type { Timestamp } from '@ledgerline/kernel';
import type { ReadModels } from '@ledgerline/platform/projections';
import type { Sealer } from '@ledgerline/platform/sealing';

/** What every query reads with; a context's module provides its own, richer one under {@link READS}. */
export interface Reads {
  readonly models: ReadModels;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly now: () => Timestamp;
  /** Whether routes over analytics answer. */
  readonly analyticsEnabled: () => boolean | Promise<boolean>;
}

export const READS = Symbol('READS');

/** Whether the asker may read what is personal: prompts, error texts, addresses. Others get null instead. */
export type Personal = 'shown' | 'hidden';
