import type { BillingDetails, Party } from '../../../api/contract';
import { Badge } from '../../../elements/badge';
import { FactList } from '../../../elements/fact-list';
import { absoluteTime } from '../../../figures/moments';
import { humanWords } from '../../../figures/words';

/** Who they are, and whom invoices are made out to. */
export function PartyFacts({ party }: { party: Party }) {
  const { kind, role, status, email, emailVerifiedAt, lastLoginAt, lastLoginIp, subscribedAt } = party;
  const from = lastLoginIp === null ? '' : ` from ${lastLoginIp}`;
  return (
    <div className="money-facts">
      <FactList
        facts={[
          ['Status', <Badge tone={status === 'SUBSCRIBED' ? 'good' : 'plain'}>{humanWords(status)}</Badge>],
          ['Kind', kind === 'user' ? `user, as ${role}` : `workspace of ${party.members}`],
          ['Name', party.name],
          ['E-mail', email && `${email} (${emailVerifiedAt === null ? 'not verified' : 'verified'})`],
          [
            'Invoices to',
            party.billingDetails ? billingLine(party.billingDetails) : 'no billing details yet',
          ],
          ['Registered', absoluteTime(party.registeredAt)],
          ['Subscribed', subscribedAt && absoluteTime(subscribedAt)],
          ['Last login', lastLoginAt && `${absoluteTime(lastLoginAt)}${from}`],
          ['Came by', party.referralCode],
          ['Test clock', party.testClockId],
        ]}
      />
    </div>
  );
}

function billingLine({ legalName, address, country, taxId, billingEmail }: BillingDetails): string {
  const { line1, line2, postalCode, city, region } = address ?? {};
  const parts = [legalName, line1, line2, postalCode, city, region, country, taxId, billingEmail];
  return parts.filter(Boolean).join(', ');
}
