import { Text } from '@ledgerline/platform/http';
import { resolvedSubjects } from '../../domain/subjects';
import { accountCommand, creditsByLot, factOf } from '../account-command';
import { cancelGeneration } from '../cancel-generation/cancel-generation';

class CancelHoldAsAdminBody {
  @Text(500)
  reason!: string;
}

/**
 * The same decision as a service's cancel; an admin acts on other people's work, so the reason is not
 * optional.
 */
export const cancelHoldAsAdminSlice = accountCommand({
  name: 'CancelHoldAsAdmin',
  route: {
    tag: 'generations',
    path: '/v1/accounts/:accountId/generations/:generationId/admin-cancel',
    summary: 'Cancel an open hold by hand, with a reason',
    roles: [],
    refusals: ['account-not-found', 'generation-not-found', 'generation-already-resolved'],
    examples: {
      body: { reason: 'its worker is gone' },
      facts: {
        generationId: '7b1e…',
        returned: { credits: '10', lots: [{ lotId: 'trial', credits: '10' }] },
      },
    },
  },
  body: CancelHoldAsAdminBody,
  command: ({ body, params }) => ({ generationId: params.generationId!, reason: body.reason, byAdmin: true }),
  subjects: resolvedSubjects,
  decide: cancelGeneration,
  facts: (events, { params }) => ({
    generationId: params.generationId,
    returned: creditsByLot(factOf(events, 'GenerationCancelled')?.returned ?? []),
  }),
});
