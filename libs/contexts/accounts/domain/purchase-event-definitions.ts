import { defineEvent } from '@ledgerline/kernel';
import type { CreditsTakenBack, HeldCreditsTakenBack, PurchaseRefunded } from './purchase-events';

const taken = {
  'after.balanceMicros': true,
  'after.heldMicros': true,
  amountMicros: true,
  'shares[].amountMicros': true,
  'shares[].cost.amountMinor': true,
  missingMicros: true,
  pendingMicros: true,
  refundsOwedMicros: true,
} as const;

/** How the log spells what becomes of purchased credits whose money went back. */
export const purchaseEventDefinitions = {
  PurchaseRefunded: defineEvent<PurchaseRefunded>(
    'PurchaseRefunded',
    'ledgerline.account.purchase-refunded.v1',
    { askedMicros: true, amountMicros: true, refundedMicros: true, grantedMicros: true },
  ),
  CreditsTakenBack: defineEvent<CreditsTakenBack>(
    'CreditsTakenBack',
    'ledgerline.account.credits-taken-back.v1',
    taken,
  ),
  HeldCreditsTakenBack: defineEvent<HeldCreditsTakenBack>(
    'HeldCreditsTakenBack',
    'ledgerline.account.held-credits-taken-back.v1',
    taken,
  ),
};
