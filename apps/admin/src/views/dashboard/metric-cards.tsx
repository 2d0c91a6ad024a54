import type { Dashboard } from '../../api/contract';
import { hrefTo } from '../../app/routes';
import { formatCredits } from '../../figures/credits';
import { formatDuration } from '../../figures/durations';
import { formatCount } from '../../figures/limit-bar';
import { Card } from './card';

type Cards = Dashboard['cards'];

/** A projection further behind than this is worth a colour. */
const LAG_WARNING_SECONDS = 2;

export function MetricCards({ cards }: { cards: Cards | undefined }) {
  return (
    <dl className="cards" aria-busy={!cards}>
      <Card name="Accounts" value={cards && formatCount(cards.accounts)} href={hrefTo(['accounts'])}>
        {cards && `${formatCount(cards.openAccounts)} open`}
      </Card>
      <Card name="Generations today" value={cards && formatCount(cards.generationsToday)}>
        since 00:00 UTC
      </Card>
      <Card
        name="Credits spent today"
        value={cards && formatCredits(cards.creditsSpentToday, { places: 2 })}
        title={cards?.creditsSpentToday}
      >
        {cards && (
          <span title={cards.creditsSpentTotal}>
            {formatCredits(cards.creditsSpentTotal, { places: 2 })} in total
          </span>
        )}
      </Card>
      <Card name="Refused today" value={cards && formatCount(cards.refusedToday)}>
        {cards && refusedShare(cards)}
      </Card>
      <Card name="Open holds" value={cards && formatCount(cards.openHolds)} href={hrefTo(['holds'])}>
        work in progress
      </Card>
      <LagCard cards={cards} />
    </dl>
  );
}

function LagCard({ cards }: { cards: Cards | undefined }) {
  const late = cards !== undefined && cards.projectionLagSeconds >= LAG_WARNING_SECONDS;
  return (
    <Card
      name="Projection lag"
      tone={late ? 'warn' : undefined}
      value={cards && (cards.projectionLagEvents === 0 ? 'None' : formatCount(cards.projectionLagEvents))}
    >
      {cards && lagNote(cards)}
    </Card>
  );
}

function lagNote({ projectionLagEvents, projectionLagSeconds }: Cards): string {
  if (projectionLagEvents === 0) return 'figures are up to date';
  const events = projectionLagEvents === 1 ? 'event' : 'events';
  return `${events}, ${formatDuration(projectionLagSeconds * 1_000)} behind`;
}

function refusedShare({ refusedToday, generationsToday }: Cards): string {
  const asked = refusedToday + generationsToday;
  return asked === 0
    ? 'nothing asked yet'
    : `${((refusedToday * 100) / asked).toFixed(1)} % of what was asked`;
}
