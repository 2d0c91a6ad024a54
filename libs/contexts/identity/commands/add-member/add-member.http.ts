import { IsOptional } from 'class-validator';
import type { Asking } from '@ledgerline/platform/commands';
import { Identifier, Text } from '@ledgerline/platform/http';
import type { IdentityParts } from '../../identity-parts';
import { partyStream } from '../../streams/party-stream';
import { partyCommand } from '../party-command';
import { AddMember, addMember } from './add-member';

class AddMemberBody {
  @Identifier()
  memberId!: string;

  @IsOptional()
  @Text(500)
  reason?: string;
}

export const addMemberSlice = (parts: IdentityParts) =>
  partyCommand({
    name: 'AddMember',
    route: {
      path: '/v1/parties/:partyId/members',
      summary: 'Take a user into a workspace, as far as its plan has seats',
      roles: ['service'],
      acceptedStatus: 201,
      refusals: ['party-not-found', 'not-a-workspace', 'member-not-found', 'seats-exceeded'],
      examples: { body: { memberId: 'ada' }, facts: { partyId: 'acme', memberId: 'ada' } },
    },
    body: AddMemberBody,
    gather: ({ body }, asking) => gathered(parts, body.memberId, asking),
    command: ({ body }, found): AddMember => ({
      ...{ memberId: body.memberId, reason: body.reason },
      ...(found as Awaited<ReturnType<typeof gathered>>),
    }),
    decide: addMember,
    facts: (_events, { params, body }) => ({ partyId: params.partyId, memberId: body.memberId }),
  });

async function gathered({ seatsOf }: IdentityParts, memberId: string, { ledger, streamId }: Asking) {
  const [workspace, member] = await Promise.all([
    ledger.read(partyStream, streamId),
    ledger.read(partyStream, memberId),
  ]);
  const memberIsUser = member.state.status !== 'missing' && member.state.kind === 'user';
  return { memberIsUser, seats: await seatsOf(streamId, workspace.state.tier) };
}
