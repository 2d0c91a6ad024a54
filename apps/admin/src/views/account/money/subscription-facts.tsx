import type { Subscription } from '../../../api/contract';
import { TimeAgo } from '../../../elements/time-ago';
import { formatCredits } from '../../../figures/credits';
import { humanWords } from '../../../figures/words';

/** What the reader wants to know first: until when, what comes next, and what is wrong. */
export function SubscriptionFacts({ subscription }: { subscription: Subscription }) {
  const { creditsPerMonth, seats, trialEndsAt, currentPeriod, nextPlan, openCharge, cancelAtPeriodEnd } =
    subscription;
  return (
    <ul className="money-facts">
      <li>
        {formatCredits(creditsPerMonth)} credits a month, {seats === -1 ? 'any number of' : seats} seats
      </li>
      {trialEndsAt !== null && (
        <li>
          The trial ends <TimeAgo at={trialEndsAt} />
        </li>
      )}
      {currentPeriod && (
        <li>
          {cancelAtPeriodEnd ? 'It ends ' : 'The period ends '}
          <TimeAgo at={currentPeriod.end} />
        </li>
      )}
      {nextPlan && (
        <li>
          Then {humanWords(nextPlan.plan)}, {humanWords(nextPlan.interval).toLowerCase()}
        </li>
      )}
      {openCharge && (
        <li className="money-facts__due">
          A charge is {humanWords(openCharge.state).toLowerCase()}
          {openCharge.failure !== null && `: ${humanWords(openCharge.failure).toLowerCase()}`}
          {openCharge.retryAt !== null && (
            <>
              ; tried again <TimeAgo at={openCharge.retryAt} />
            </>
          )}
        </li>
      )}
    </ul>
  );
}
