import { moneyLists } from '../../../api/money-queries';
import { Acting } from '../../../commands/acting';
import { Panel } from '../../../elements/panel';
import { PayoutTable } from '../../money/payout-table';
import { ReferralTable } from '../../money/referral-table';
import { Program } from './program';
import { ReferralClicks } from './referral-clicks';
import { ReferralRewards } from './referral-rewards';

/** A party's referral program: what it earned, whom it brought, and what was paid out. */
export function AccountReferrals({ accountId }: { accountId: string }) {
  return (
    <Acting>
      {(ask) => (
        <>
          <Program accountId={accountId} ask={ask} />
          <Panel title="Referrals" note="Whoever came by the code, newest first" flush>
            <ReferralTable source={moneyLists.referralsOf(accountId)} ask={ask} ofOne />
          </Panel>
          <Panel title="Rewards" note="What the program earned, one by one" flush>
            <ReferralRewards accountId={accountId} />
          </Panel>
          <Panel title="Payouts" note="What was asked for, and what became of it" flush>
            <PayoutTable source={moneyLists.payoutsOf(accountId)} ask={ask} ofOne />
          </Panel>
          <Panel title="Clicks" note="Who followed the program’s link" flush>
            <ReferralClicks accountId={accountId} />
          </Panel>
        </>
      )}
    </Acting>
  );
}
