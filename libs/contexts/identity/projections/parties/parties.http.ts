import { IsOptional } from 'class-validator';
import { Problem } from '@ledgerline/platform/http';
import { AnyOf, AnyText, listController, queryController, queryHandler } from '@ledgerline/platform/queries';
import { EmailText } from '../../commands/party-fields.http';
import { FindParty, findParty, IdentityReads, ListParties, listParties } from './parties.queries';

class PartiesParams {
  @AnyText()
  search?: string;

  @IsOptional()
  @EmailText()
  email?: string;

  @AnyOf(['user', 'workspace'])
  kind?: 'user' | 'workspace';

  @AnyOf(['TRIAL', 'SUBSCRIBED'])
  status?: 'TRIAL' | 'SUBSCRIBED';
}

const POSITION = '3f9a1c20-00000000000000000042';
const PARTY = {
  partyId: 'ada',
  kind: 'user',
  role: 'user',
  status: 'TRIAL',
  tier: 'free',
  email: 'ada@example.org',
  emailVerifiedAt: null,
  name: 'Ada',
  billingDetails: null,
  referralCode: null,
  testClockId: null,
  members: 0,
  registeredAt: '2026-11-21T09:00:00.000Z',
  subscribedAt: null,
  lastLoginAt: null,
  lastLoginIp: null,
};

const list = listController({
  path: '/v1/parties',
  summary: 'Users and workspaces, the newest first; `email` finds the one of that address',
  tag: 'parties',
  readers: 'finance',
  query: PartiesParams,
  item: PARTY,
  ask: ({ query, personal }) => new ListParties(query, personal),
});

const one = queryController({
  path: '/v1/parties/:partyId',
  summary: 'One user or workspace: status, billing details, last login',
  tag: 'parties',
  readers: 'by-account',
  example: { ...PARTY, position: POSITION },
  problems: ['party-not-found'],
  ask: ({ params, query, personal }) => new FindParty(params.partyId!, query, personal),
});

/** @throws Problem party-not-found */
async function foundParty(reads: IdentityReads, question: FindParty) {
  const { party, position } = await findParty(reads, question);
  if (!party) throw new Problem('party-not-found', { position: position ?? undefined });
  return { ...party, position };
}

export const partiesQueries = {
  controllers: [list, one],
  handlers: [queryHandler(ListParties, listParties), queryHandler(FindParty, foundParty)],
};
