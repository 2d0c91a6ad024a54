import type { BillingDetails, Party } from '../../../api/contract';
import { Badge } from '../../../elements/badge';
import { TimeAgo } from '../../../elements/time-ago';
import { humanWords } from '../../../figures/words';

/** Who they are, and whom invoices are made out to. */
export function PartyFacts({ party }: { party: Party }) {
  const { kind, role, status, name, email, emailVerifiedAt, lastLoginAt, lastLoginIp } = party;
  return (
    <ul className="money-facts">
      <li>
        <Badge tone={status === 'SUBSCRIBED' ? 'good' : 'plain'}>{humanWords(status)}</Badge>{' '}
        {kind === 'user' ? role : kind}
      </li>
      {name !== null && <li>{name}</li>}
      {email !== null && (
        <li>
          {email} {emailVerifiedAt === null ? '(not verified)' : '(verified)'}
        </li>
      )}
      <li>
        Registered <TimeAgo at={party.registeredAt} />
      </li>
      {lastLoginAt !== null && (
        <li>
          Last login <TimeAgo at={lastLoginAt} /> {lastLoginIp !== null && `from ${lastLoginIp}`}
        </li>
      )}
      {party.testClockId !== null && <li>Lives by the test clock {party.testClockId}</li>}
      {party.billingDetails ? (
        <li>Invoices to {billingLine(party.billingDetails)}</li>
      ) : (
        <li>No billing details yet</li>
      )}
    </ul>
  );
}

function billingLine({ legalName, address, country, taxId, billingEmail }: BillingDetails): string {
  const { line1, line2, postalCode, city, region } = address ?? {};
  const parts = [legalName, line1, line2, postalCode, city, region, country, taxId, billingEmail];
  return parts.filter(Boolean).join(', ');
}
