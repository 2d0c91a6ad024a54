import { partyPath } from '../../../api/party-queries';
import type { PageCommand } from '../../../commands/page-command';

/* What an admin may do to a party from its account's page. */

export function markSubscribed(partyId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: 'Mark as subscribed', verb: 'Mark' },
    path: `${partyPath(partyId)}/subscribed`,
    about: 'From TRIAL to SUBSCRIBED, for good. It follows by itself from a first paid subscription.',
    fields: [],
    bodyOf: (values) => values,
  };
}

export function addMember(partyId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: 'Add a member', verb: 'Add' },
    path: `${partyPath(partyId)}/members`,
    about: 'A registered user, as far as the plan has seats.',
    fields: [{ name: 'memberId', label: 'User' }],
    bodyOf: (values) => values,
    asOwner: true,
  };
}

export function removeMember(partyId: string, memberId: string): PageCommand {
  return {
    ...{ accountId: partyId, title: `Remove ${memberId}`, verb: 'Remove', isDanger: true },
    path: `${partyPath(partyId)}/members/${encodeURIComponent(memberId)}/remove`,
    about: 'What they did stays on the workspace’s account.',
    fields: [],
    bodyOf: (values) => values,
  };
}
