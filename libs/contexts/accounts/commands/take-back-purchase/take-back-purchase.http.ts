import { formatCredits, parseCredits } from '@ledgerline/kernel';
import { CreditsText, Text } from '@ledgerline/platform/http';
import { takeBackSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { takeBackPurchase } from './take-back-purchase';

class TakeBackPurchaseBody {
  @Text(200)
  orderId!: string;

  @Text(200)
  reference!: string;

  @CreditsText()
  credits!: string;

  @Text(500)
  reason!: string;
}

export const takeBackPurchaseSlice = accountCommand({
  name: 'TakeBackPurchase',
  route: {
    tag: 'accounts',
    path: '/v1/accounts/:accountId/purchases/take-back',
    summary: 'Take back credits of an order whose money went back; what was spent of them is owed',
    roles: [],
    refusals: ['account-not-found', 'too-many-refusals', 'reference-conflict'],
    examples: {
      body: { orderId: '7f3a…', reference: 'refund_42', credits: '100', reason: 'asked for the money back' },
      facts: {
        credits: '100',
        taken: { credits: '60', lots: [{ lotId: '2c9d…', credits: '60' }] },
        pending: '10',
        owed: '30',
        awaitsGrant: false,
      },
    },
  },
  body: TakeBackPurchaseBody,
  command: ({ body: { credits, ...rest } }) => ({ ...rest, amountMicros: parseCredits(credits)! }),
  subjects: takeBackSubjects,
  decide: takeBackPurchase,
  facts: (events) => {
    const refunded = factOf(events, 'PurchaseRefunded');
    const taken = factOf(events, 'CreditsTakenBack');
    if (!refunded || !taken) return {};
    return {
      credits: formatCredits(refunded.amountMicros),
      taken: creditsByLot(taken.shares),
      pending: formatCredits(taken.pendingMicros),
      owed: formatCredits(taken.missingMicros),
      awaitsGrant: refunded.grantedMicros === null,
    };
  },
});
