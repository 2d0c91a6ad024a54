import { IsOptional } from 'class-validator';
import { Text } from '@ledgerline/platform/http';
import { partyCommand } from '../party-command';
import { recordLogin } from './record-login';

/** The longest way to write an IPv6 address with a zone. */
const IP_LENGTH_MAX = 64;

class RecordLoginBody {
  @IsOptional()
  @Text(IP_LENGTH_MAX)
  ip?: string;
}

export const recordLoginSlice = partyCommand({
  name: 'RecordLogin',
  route: {
    path: '/v1/parties/:partyId/logins',
    summary: 'Record that a party logged in, and from where',
    roles: ['service'],
    refusals: ['party-not-found'],
    examples: { body: { ip: '203.0.113.7' }, facts: { partyId: 'ada' } },
  },
  body: RecordLoginBody,
  personal: ['ip'],
  command: ({ sealed }) => ({ sealed }),
  decide: recordLogin,
});
