import type { Subscription } from '../../api/contract';
import type { Fact } from '../../elements/fact-list';
import { TimeAgo } from '../../elements/time-ago';
import { formatCredits } from '../../figures/credits';
import { absoluteTime } from '../../figures/moments';
import { isAny, moneyText } from '../../figures/money';
import { humanWords } from '../../figures/words';

/** All that is known of a subscription: what it gives, until when, what comes next, and what is wrong. */
export function subscriptionFacts(subscription: Subscription): readonly Fact[] {
  return [...planFacts(subscription), ...timeFacts(subscription), ...paymentFacts(subscription)];
}

function planFacts({
  plan,
  interval,
  tier,
  seats,
  creditsPerMonth,
  nextPlan,
}: Subscription): readonly Fact[] {
  return [
    ['Plan', `${humanWords(plan)}, ${humanWords(interval).toLowerCase()}`],
    ['Then', nextPlan && `${humanWords(nextPlan.plan)}, ${humanWords(nextPlan.interval).toLowerCase()}`],
    ['Tier', tier],
    ['Seats', seats === -1 ? 'as many as there are' : String(seats)],
    ['Credits', `${formatCredits(creditsPerMonth)} a month`],
  ];
}

function timeFacts(subscription: Subscription): readonly Fact[] {
  const { currentPeriod, trialEndsAt, startedAt, endedAt, nextDueAt, cancelAtPeriodEnd } = subscription;
  return [
    ['Began', absoluteTime(startedAt)],
    ['Trial ends', trialEndsAt && <Moment at={trialEndsAt} />],
    ['Period began', currentPeriod && absoluteTime(currentPeriod.start)],
    [cancelAtPeriodEnd ? 'Ends' : 'Period ends', currentPeriod && <Moment at={currentPeriod.end} />],
    ['Ended', endedAt && absoluteTime(endedAt)],
    ['Because', subscription.endCause && humanWords(subscription.endCause)],
    ['In their words', subscription.endReason],
    ['Next due', nextDueAt && <Moment at={nextDueAt} />],
  ];
}

function paymentFacts(subscription: Subscription): readonly Fact[] {
  const { openCharge, chargesPaid, paid, refunded, currency, grants, provider, subscriptionId } =
    subscription;
  const money = (amount: string) => moneyText({ amount, currency });
  return [
    ['Price', moneyText(subscription)],
    ['Paid', `${money(paid)} in ${chargesPaid} ${chargesPaid === 1 ? 'charge' : 'charges'}`],
    ['Given back', isAny(refunded) && money(refunded)],
    ['Months granted', String(grants)],
    ['Open charge', openCharge && <span className="due">{chargeText(openCharge)}</span>],
    ['Tried again', openCharge?.retryAt && <Moment at={openCharge.retryAt} />],
    ['Access ends', openCharge?.accessEndsAt && <Moment at={openCharge.accessEndsAt} />],
    ['Paid through', humanWords(provider)],
    ['Subscription', subscriptionId],
  ];
}

function chargeText({ charge, state, failure }: NonNullable<Subscription['openCharge']>): string {
  const why = failure === null ? '' : `: ${humanWords(failure).toLowerCase()}`;
  return `${charge} is ${humanWords(state).toLowerCase()}${why}`;
}

function Moment({ at }: { at: string }) {
  return (
    <>
      {absoluteTime(at)} (<TimeAgo at={at} />)
    </>
  );
}
