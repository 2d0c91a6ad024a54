import { IsOptional } from 'class-validator';
import { emailHashOf, EmailText, partyStream } from '@ledgerline/contexts/identity';
import { Text } from '@ledgerline/platform/http';
import { factOf, programCommand } from '../referrals-command';
import { InviteReferee, inviteReferee } from './invite-referee';

class InviteRefereeBody {
  @EmailText()
  email!: string;

  @IsOptional()
  @Text(200)
  name?: string;
}

type Gathered = Pick<InviteReferee, 'emailHash' | 'isOwnEmail'>;

export const inviteRefereeSlice = programCommand({
  name: 'InviteReferee',
  route: {
    tag: 'referrals',
    path: '/v1/accounts/:accountId/referral-program/invitations',
    summary: 'Ask somebody to come, by a link of their own; nothing is told of who they are already',
    roles: ['service'],
    acceptedStatus: 201,
    refusals: [
      ...['program-not-found', 'referrals-not-offered', 'program-inactive', 'self-referral'],
      'invitation-limit-reached',
    ],
    examples: {
      body: { email: 'bob@example.org', name: 'Bob' },
      facts: {
        invitationId: '0f8f…',
        link: '/r/SPRING-26?i=0f8f…',
        expiresAt: '2026-12-21T09:00:00.000Z',
      },
    },
  },
  body: InviteRefereeBody,
  personal: ['email', 'name'],
  gather: async ({ body }, { ledger, streamId, keyedHash }): Promise<Gathered> => {
    const emailHash = emailHashOf(keyedHash, body.email);
    const { state } = await ledger.read(partyStream, streamId);
    return { emailHash, isOwnEmail: state.emailHash === emailHash };
  },
  command: ({ sealed }, found): InviteReferee => ({ ...(found as Gathered), sealed }),
  decide: inviteReferee,
  facts: (events) => {
    const invited = factOf(events, 'RefereeInvited');
    if (!invited) return {};
    const { invitationId, code, expiresAt } = invited;
    return { invitationId, link: `/r/${code}?i=${invitationId}`, expiresAt };
  },
});
