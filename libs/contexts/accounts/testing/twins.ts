import { Timestamp } from '@ledgerline/kernel';
import { AccountState } from '../domain/account-state';
import { AccountModel } from './account-model';
import { AccountScenario, Told } from './account-scenario';
import { ModelJobs } from './model-jobs';

/** What a command came to on either side. */
export interface Compared {
  readonly told: Told;
  /** `accepted`, or the reason. */
  readonly expected: string;
}

/** The account as the domain decides it, and the model, at one instant of the same life. */
export interface Twins {
  readonly scenario: Pick<AccountScenario, 'when'>;
  readonly model: AccountModel;
  readonly jobs: ModelJobs;
  readonly now: Timestamp;
  readonly state: AccountState;
  /** The name under which the next command's own things go. */
  readonly nextId: string;
}
