import { useQuery } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import { accountQuery } from '../../api/queries';
import { hrefTo } from '../../app/routes';
import { Icon } from '../../elements/icon';
import { LiveStatus } from '../../elements/live-status';
import { Notice } from '../../elements/notice';
import { PageHead } from '../../elements/page-head';
import { Tabs } from '../../elements/tabs';
import { AccountAudit } from './account-audit';
import { AccountButtons } from './account-buttons';
import { AccountCrossings } from './account-crossings';
import { AccountFacts } from './account-facts';
import { AccountGenerations } from './account-generations';
import { AccountLots } from './account-lots';
import { AccountStatement } from './account-statement';
import { AccountInvoices } from './money/account-invoices';
import { AccountOrders } from './money/account-orders';
import { AccountReferrals } from './money/account-referrals';
import { AccountSubscription } from './money/account-subscription';
import { AccountParty } from './party/account-party';
import { BalanceStrip } from './balance-strip';
import { UsageLimits } from './usage-limits';

type Section = ComponentType<{ accountId: string }>;

const SECTIONS: readonly { id: string | undefined; name: string; show: Section }[] = [
  { id: undefined, name: 'Usage', show: UsageLimits },
  { id: 'lots', name: 'Credit lots', show: AccountLots },
  { id: 'statement', name: 'Statement', show: AccountStatement },
  { id: 'generations', name: 'Generations', show: AccountGenerations },
  { id: 'orders', name: 'Orders', show: AccountOrders },
  { id: 'invoices', name: 'Invoices', show: AccountInvoices },
  { id: 'subscription', name: 'Subscription', show: AccountSubscription },
  { id: 'referrals', name: 'Referrals', show: AccountReferrals },
  { id: 'party', name: 'Party', show: AccountParty },
  { id: 'crossings', name: 'Crossings', show: AccountCrossings },
  { id: 'audit', name: 'Audit', show: AccountAudit },
];

/** One account: its balances above, and below them whichever side of it is asked for. */
export function Account({ accountId, section }: { accountId: string; section: string | undefined }) {
  const query = useQuery(accountQuery(accountId));
  const chosen = SECTIONS.find(({ id }) => id === section) ?? SECTIONS[0]!;
  const Chosen = chosen.show;
  return (
    <>
      <PageHead
        title={accountId}
        above={
          <a className="back" href={hrefTo(['accounts'])}>
            <Icon name="back" />
            Accounts
          </a>
        }
        note={query.data && <AccountFacts account={query.data} />}
      >
        <LiveStatus query={query} position={query.data?.position} />
      </PageHead>
      {!query.data && query.error ? (
        <Notice kind="error" error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="stack">
          {query.data && <AccountButtons account={query.data} />}
          <BalanceStrip account={query.data} />
          <Tabs label="Account" at={['accounts', accountId]} tabs={SECTIONS} chosen={chosen.id} />
          <Chosen accountId={accountId} />
        </div>
      )}
    </>
  );
}
