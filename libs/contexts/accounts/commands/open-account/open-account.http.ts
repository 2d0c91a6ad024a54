import { formatCredits } from '@ledgerline/kernel';
import { Identifier, Nested, OneOf } from '@ledgerline/platform/http';
import { OwnerKind } from '../../domain/account-events';
import { accountCommand, factOf } from '../account-command';
import { openAccount } from './open-account';

class OwnerBody {
  @OneOf(['user', 'workspace'])
  kind!: OwnerKind;

  @Identifier()
  id!: string;
}

class OpenAccountBody {
  @Nested(() => OwnerBody)
  owner!: OwnerBody;

  @Identifier()
  tier!: string;
}

export const openAccountSlice = accountCommand({
  name: 'OpenAccount',
  route: {
    tag: 'accounts',
    path: '/v1/accounts',
    summary: 'Open the account of a user or workspace, with its tier’s trial grant',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: ['account-already-exists', 'unknown-tier'],
    examples: {
      body: { owner: { kind: 'user', id: 'ada' }, tier: 'free' },
      facts: { accountId: 'ada', lots: [{ lotId: 'trial', creditType: 'TRIAL_GRANT', credits: '10' }] },
    },
  },
  body: OpenAccountBody,
  streamId: ({ body }) => body.owner.id,
  command: ({ body }) => ({ ownerKind: body.owner.kind, ownerId: body.owner.id, tier: body.tier }),
  decide: openAccount,
  facts: (events, { body }) => {
    const granted = factOf(events, 'CreditsGranted');
    const lots = granted
      ? [
          {
            lotId: granted.lotId,
            creditType: granted.creditType,
            credits: formatCredits(granted.amountMicros),
          },
        ]
      : [];
    return { accountId: body.owner.id, lots };
  },
});
