import { moneyLists } from '../../../api/money-queries';
import { useList } from '../../../api/use-list';
import type { Subscription } from '../../../api/contract';
import { ActButton, Acting, type Ask } from '../../../commands/acting';
import { Panel } from '../../../elements/panel';
import {
  cancelSubscription,
  changePlan,
  startSubscription,
  subscriptionAct,
} from '../../money/money-commands';
import { SubscriptionTable } from '../../money/subscription-table';
import { useShop } from '../../money/use-shop';
import { PaymentMethods } from './payment-methods';
import { SubscriptionFacts } from './subscription-facts';

const RESUME = { title: 'Resume', path: 'resume', about: 'It goes on when its period ends.' };
const ACTIVATE = {
  ...{ title: 'End trial', path: 'activate' },
  about: 'The first period is counted, and paid, from now.',
};
const RETRY = { title: 'Try again', path: 'retry', about: 'The payment that failed is asked for again.' };

/** The one subscription that lives, what may be done with it, and those before it. */
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
            {live && <SubscriptionFacts subscription={live} />}
            <SubscriptionTable source={source} />
          </Panel>
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
  return (
    <>
      <ActButton name="Change plan" onPress={() => ask(changePlan(live, shop))} />
      {live.status === 'TRIALING' && (
        <ActButton name={ACTIVATE.title} onPress={() => ask(subscriptionAct(live, ACTIVATE))} />
      )}
      {live.status === 'PAST_DUE' && (
        <ActButton name={RETRY.title} onPress={() => ask(subscriptionAct(live, RETRY))} />
      )}
      {live.cancelAtPeriodEnd ? (
        <ActButton name={RESUME.title} onPress={() => ask(subscriptionAct(live, RESUME))} />
      ) : (
        <ActButton name="Cancel" about="subscription" onPress={() => ask(cancelSubscription(live))} />
      )}
    </>
  );
}
