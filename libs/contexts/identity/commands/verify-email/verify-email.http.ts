import { emailHashOf } from '../email-hash';
import { partyCommand } from '../party-command';
import { EmailText } from '../party-fields.http';
import { verifyEmail } from './verify-email';

class VerifyEmailBody {
  @EmailText()
  email!: string;
}

export const verifyEmailSlice = partyCommand({
  name: 'VerifyEmail',
  route: {
    path: '/v1/parties/:partyId/verify-email',
    summary: 'Say that a party was seen to read the mail of its address',
    roles: ['service'],
    refusals: ['party-not-found', 'email-differs'],
    examples: { body: { email: 'ada@example.org' }, facts: { partyId: 'ada' } },
  },
  body: VerifyEmailBody,
  personal: ['email'],
  gather: ({ body }, { keyedHash }) => Promise.resolve(emailHashOf(keyedHash, body.email)),
  command: (_request, emailHash) => ({ emailHash: emailHash as string }),
  decide: verifyEmail,
});
