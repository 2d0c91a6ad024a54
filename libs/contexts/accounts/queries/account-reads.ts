import type { Catalog } from '@ledgerline/contexts/catalog';
import type { Timestamp } from '@ledgerline/kernel';
import type { Reads } from '@ledgerline/platform/queries';

/** What the queries of this context read with. */
export interface AccountReads extends Reads {
  /** The catalog in force: refills of tiers, descriptions of limits. */
  readonly catalog: () => Catalog | Promise<Catalog>;
  /** The time in which one account lives; lists of many are told in everybody's. */
  readonly nowOf: (accountId: string) => Promise<Timestamp>;
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
