import { useQuery } from '@tanstack/react-query';
import type { Party } from '../../../api/contract';
import { partyLists, partyQuery } from '../../../api/party-queries';
import { ActButton, Acting, type Ask } from '../../../commands/acting';
import { Notice } from '../../../elements/notice';
import { Panel } from '../../../elements/panel';
import { Memberships } from './memberships';
import { addMember, changeBillingDetails, markSubscribed, removeMember } from './party-commands';
import { PartyFacts } from './party-facts';

/** Whose account it is: who they are, who belongs to them, and where they belong. */
export function AccountParty({ accountId }: { accountId: string }) {
  const query = useQuery(partyQuery(accountId));
  const { data: party } = query;
  if (party === undefined && query.error) {
    return <Notice kind="error" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (party === undefined) return <div className="skeleton" />;
  if (party === null) {
    return (
      <Notice kind="empty" title="Nobody is registered">
        The account was opened without a party. It works all the same.
      </Notice>
    );
  }
  return <Acting>{(ask) => <Sides party={party} ask={ask} />}</Acting>;
}

function Sides({ party, ask }: { party: Party; ask: Ask }) {
  const { partyId, kind, status } = party;
  return (
    <>
      <Panel
        title="Party"
        note="Personal fields are for admins alone"
        actions={
          <>
            <ActButton name="Billing details" onPress={() => ask(changeBillingDetails(party))} />
            {status === 'TRIAL' && (
              <ActButton name="Mark as subscribed" onPress={() => ask(markSubscribed(partyId))} />
            )}
          </>
        }
        flush
      >
        <PartyFacts party={party} />
      </Panel>
      {kind === 'workspace' ? (
        <Panel
          title="Members"
          note="They draw on this account; past ones too"
          actions={<ActButton name="Add" about="a member" onPress={() => ask(addMember(partyId))} />}
          flush
        >
          <Memberships
            source={partyLists.membersOf(partyId)}
            side="memberId"
            caption="members"
            act={({ memberId }) => (
              <ActButton
                name="Remove"
                about={memberId}
                onPress={() => ask(removeMember(partyId, memberId))}
              />
            )}
          />
        </Panel>
      ) : (
        <Panel title="Workspaces" note="Where they belong, or belonged" flush>
          <Memberships source={partyLists.workspacesOf(partyId)} side="workspaceId" caption="workspaces" />
        </Panel>
      )}
    </>
  );
}
