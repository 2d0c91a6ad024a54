import type { Decision } from '@ledgerline/kernel';
import type { Catalog } from '@ledgerline/contexts/catalog';
import type { DecisionContext } from '@ledgerline/platform/ledger';
import type { ReferralEvent } from './referral-events';

export type ReferralDecision = Decision<ReferralEvent>;
export type ReferralContext = DecisionContext<ReferralEvent, Catalog>;
