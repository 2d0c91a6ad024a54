import { DynamicModule, Module } from '@nestjs/common';
import { bulkController, commandController } from '@ledgerline/platform/commands';
import type { Catalog } from '@ledgerline/contexts/catalog';
import { CommandFamily } from '@ledgerline/platform/commands';
import { READS } from '@ledgerline/platform/queries';
import { AccountCheckController } from './check/account-check.http';
import { recordUsageSlice } from './commands/record-usage/record-usage.http';
import { USAGE_BATCH } from './commands/record-usage/usage-batch';
import { accountCommands } from './commands/registry';
import { AccountEvent } from './domain/account-events';
import { AccountState } from './domain/account-state';
import { ExplainController, Explainer } from './explain';
import { ACCOUNT_DECISIONS, AccountDecisions, AccountLimitsController } from './limits/account-limits.http';
import { WHAT_IF_DESK, WhatIfController, type WhatIfDesk } from './what-if';
import { accountQueryControllers, accountQueryHandlers, AccountReads } from './projections';

/** What the context stands on in a process that answers requests. */
export interface AccountsParts {
  readonly family: CommandFamily<AccountState, AccountEvent, Catalog>;
  readonly reads: AccountReads;
  readonly decisions: AccountDecisions;
  readonly explainer: Explainer;
  readonly whatIf: WhatIfDesk;
}

/** Commands, queries and limits of accounts, as routes. */
@Module({})
export class AccountsModule {
  static with({ family, reads, decisions, explainer, whatIf }: AccountsParts): DynamicModule {
    return {
      module: AccountsModule,
      controllers: [
        ...accountCommands.map((slice) => commandController(family, slice)),
        bulkController(family, recordUsageSlice, USAGE_BATCH),
        ...accountQueryControllers,
        AccountCheckController,
        AccountLimitsController,
        ExplainController,
        WhatIfController,
      ],
      providers: [
        ...accountQueryHandlers,
        { provide: READS, useValue: reads },
        { provide: ACCOUNT_DECISIONS, useValue: decisions },
        { provide: Explainer, useValue: explainer },
        { provide: WHAT_IF_DESK, useValue: whatIf },
      ],
    };
  }
}
