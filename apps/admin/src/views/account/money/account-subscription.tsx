import type { Subscription } from '../../../api/contract';
import { moneyLists } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import { ActButton, Acting, type Ask } from '../../../commands/acting';
import { FactList } from '../../../elements/fact-list';
import { Panel } from '../../../elements/panel';
import {
  cancelSubscription,
  changePlan,
  startSubscription,
  subscriptionAct,
} from '../../money/money-commands';
import { subscriptionFacts } from '../../money/subscription-facts';
import { SubscriptionTable } from '../../money/subscription-table';
import { useShop } from '../../money/use-shop';
import { PaymentMethods } from './payment-methods';
import { UsageRecords } from './usage-records';

/** The one subscription that lives, what may be done with it, what it counts, and those before it. */
export function AccountSubscription({ accountId }: { accountId: string }) {
  const source = moneyLists.subscriptionsOf(accountId);
  const live = useList(source).items?.find(({ endedAt }) => endedAt === null);
  return (
    <Acting>
      {(ask) => (
        <>
          <Panel
            title="Subscription"
            note="At most one lives at a time; bought credits are never touched by it"
            actions={<SubscriptionActs accountId={accountId} live={live} ask={ask} />}
            flush
          >
            {live && (
              <div className="money-facts">
                <FactList facts={subscriptionFacts(live)} />
              </div>
            )}
            <SubscriptionTable source={source} ofOne />
          </Panel>
          <UsageRecords accountId={accountId} />
          <PaymentMethods accountId={accountId} ask={ask} />
        </>
      )}
    </Acting>
  );
}

interface ActsProps {
  readonly accountId: string;
  readonly live: Subscription | undefined;
  readonly ask: Ask;
}

function SubscriptionActs({ accountId, live, ask }: ActsProps) {
  const shop = useShop();
  if (!shop) return null;
  if (!live) return <ActButton name="Subscribe" onPress={() => ask(startSubscription(accountId, shop))} />;
  const { status, nextPlan, cancelAtPeriodEnd } = live;
  return (
    <>
      <ActButton name="Change plan" onPress={() => ask(changePlan(live, shop))} />
      {nextPlan && <ActButton name="Keep plan" onPress={() => ask(subscriptionAct(live, 'plan/undo'))} />}
      {status === 'TRIALING' && (
        <ActButton name="End trial" onPress={() => ask(subscriptionAct(live, 'activate'))} />
      )}
      {status === 'PAST_DUE' && (
        <ActButton name="Try again" onPress={() => ask(subscriptionAct(live, 'retry'))} />
      )}
      {cancelAtPeriodEnd ? (
        <ActButton name="Resume" onPress={() => ask(subscriptionAct(live, 'resume'))} />
      ) : (
        <ActButton name="Cancel" about="subscription" onPress={() => ask(cancelSubscription(live))} />
      )}
    </>
  );
}
