import { accept, noEffect } from '@ledgerline/kernel';
import { Claim, makeClaim } from '@ledgerline/platform/claims';
import type { Asking } from '@ledgerline/platform/commands';
import { commandIdOf, streamName } from '@ledgerline/platform/ledger';
import { partyStream } from '../../streams/party-stream';
import type { EmailClaim } from './register-party';

/** Makes an e-mail the party's before the party says that it is: two parties never share one (0048). */
export async function claimEmail(asking: Asking, emailHash: string): Promise<EmailClaim> {
  const { ledger, streamId: ownerId, now, dryRun } = asking;
  const claim = await makeClaim(ledger, {
    ...{ claimKind: 'email', claimId: emailHash, ownerId, now, dryRun },
    bar: (lapsed) => barRegistration(asking, lapsed),
  });
  return claim?.number ?? 'taken';
}

/**
 * Whoever claimed the e-mail before may still be on the way to registering with it. A fact in the very stream
 * it would register in settles that: one of the two is first.
 */
async function barRegistration({ ledger, now, dryRun }: Asking, lapsed: Claim): Promise<'holds' | 'barred'> {
  const { claimId, ownerId, number } = lapsed;
  const answerOf = (emailHash: string | null) => (emailHash === claimId ? 'holds' : 'barred');
  const { state } = await ledger.read(partyStream, ownerId);
  if (dryRun || state.status !== 'missing') return answerOf(state.emailHash);
  const key = `${claimId}/${number}`;
  const { current } = await ledger.execute(partyStream, {
    name: 'BarRegistration',
    parameters: { claimId, claimNumber: number },
    sealed: null,
    streamId: ownerId,
    commandId: commandIdOf({ principal: 'claims', stream: streamName(partyStream, ownerId), key }),
    commandHash: key,
    receivedAt: now,
    origin: { actor: 'claims', role: 'system' },
    decide: ({ status }, { now: barredAt }) => {
      if (status !== 'missing') return noEffect('party-registered');
      return accept({ type: 'RegistrationBarred', data: { claimId, claimNumber: number, barredAt } });
    },
  });
  return answerOf(current.state.emailHash);
}
